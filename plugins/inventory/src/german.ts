import type { Phrases } from '@bezel/core'

/** The problems of this plugin in German. */
export const german: Phrases = {
  'The goods are in a status that does not allow this. See the transitions allowed now.':
    'Der Status der Ware lässt das nicht zu. Sehen Sie nach, was jetzt möglich ist.',
  'Goods of this owner do not allow this. See the transitions allowed now.':
    'Ware dieses Eigentümers lässt das nicht zu. Sehen Sie nach, was jetzt möglich ist.',
  'Say why, to or from whom, or where the goods lie afterwards.':
    'Sagen Sie, warum, an wen oder von wem, oder wo die Ware danach liegt.',
  'There is no such transition.': 'Diesen Übergang gibt es nicht.',
  'Goods cannot pass to this owner as they are now.':
    'Die Ware kann so nicht an diesen Eigentümer übergehen.',
  'A memo, transfer or piece holds these goods. End that first.':
    'Eine Auswahl, eine Umlagerung oder ein Stück hält diese Ware. Beenden Sie das zuerst.',
  'It belongs to {}. {}': 'Sie gehört zu: {}. Beenden Sie das dort zuerst.',
  'Goods change their store by a transfer only. Make one.':
    'Ware wechselt das Geschäft nur durch eine Umlagerung. Legen Sie eine an.',
  'The goods cannot lie in this location.': 'Die Ware kann nicht an diesem Lagerort liegen.',
  'No goods carry this code. Scan again, or type the item number.':
    'Keine Ware trägt diesen Code. Scannen Sie noch einmal, oder geben Sie die Artikelnummer ein.',
  'This is no code that a tag can carry.': 'Diesen Code kann kein Etikett tragen.',
  'The parcel does not hold as much as shall be taken.':
    'Die Partie enthält nicht so viel, wie entnommen werden soll.',
  'The parcel holds {}: {} cannot be taken.': 'Die Partie enthält {}: {} können nicht entnommen werden.',
  'The parcel would be left with stones that weigh nothing, or weight without stones.':
    'In der Partie blieben Steine ohne Gewicht oder Gewicht ohne Steine.',
  'The parcel would be left with {}. Take the whole rest, or correct its weight first.':
    'In der Partie blieben {}. Nehmen Sie den ganzen Rest, oder berichtigen Sie zuerst das Gewicht.',
  '{} of this line are out: {} are no part of that. Name fewer, or the whole rest.':
    'Von dieser Position sind {} draußen: {} sind kein Teil davon. Nennen Sie weniger, oder den ganzen Rest.',
  'Amounts of one calculation must have one currency.':
    'Beträge einer Rechnung müssen dieselbe Währung haben.',
  'This piece was not assembled here of parts that could be recovered.':
    'Dieses Stück wurde hier nicht aus Teilen montiert, die man wiedergewinnen könnte.',
  'Stones that were set from the stock leave a piece only when it is taken apart.':
    'Steine aus dem Lager verlassen ein Stück nur, wenn es zerlegt wird.',
  'Only a draft can still be changed so.': 'Nur ein Entwurf kann noch so geändert werden.',
  'The document is not in a status that allows this.': 'Der Status des Belegs lässt das nicht zu.',
  'The document lacks something that it needs for this.': 'Dem Beleg fehlt etwas, das dafür nötig ist.',
  'The memo has no lines. Add the goods first.':
    'Die Auswahl hat keine Positionen. Fügen Sie zuerst Ware hinzu.',
  'The transfer has no lines. Add the goods first.':
    'Die Umlagerung hat keine Positionen. Fügen Sie zuerst Ware hinzu.',
  'The memo does not say who the other side is.': 'Die Auswahl sagt nicht, wer die andere Seite ist.',
  'Name lines of this memo that are still out, each once.':
    'Nennen Sie Positionen dieser Auswahl, die noch draußen sind, jede einmal.',
  'Only lines with stones of a parcel are settled in parts.':
    'Nur Positionen mit Steinen einer Partie werden in Teilen erledigt.',
  'Nothing of this transfer is on its way to be received.': 'Von dieser Umlagerung ist nichts unterwegs.',
  'Stones of the parcel stand on a memo. Return or invoice them there.':
    'Steine der Partie stehen auf einer Auswahl. Geben Sie sie dort zurück, oder berechnen Sie sie dort.',
  'Goods on a memo must be in the store of the memo. Transfer them first.':
    'Ware einer Auswahl muss in deren Geschäft sein. Lagern Sie sie zuerst um.',
  'This count is closed. Begin a new one.': 'Diese Inventur ist abgeschlossen. Beginnen Sie eine neue.',
  'The parameters of the price rule contradict each other or leave their bounds.':
    'Die Vorgaben der Preisregel widersprechen sich oder verlassen ihre Grenzen.',
  'This price rule is not active. Switch it on before applying it.':
    'Diese Preisregel ist nicht aktiv. Schalten Sie sie ein, bevor Sie sie anwenden.',
  'Spot prices have changed since the preview. Look at a new one.':
    'Die Tageskurse haben sich seit der Vorschau geändert. Sehen Sie sich eine neue an.',
  'A tag cannot be printed so. Choose another stock or barcode.':
    'So lässt sich kein Etikett drucken. Wählen Sie anderes Material oder einen anderen Strichcode.',
}
