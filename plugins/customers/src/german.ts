import type { Phrases } from '@bezel/core'

/** The problems of this plugin in German. */
export const german: Phrases = {
  'The personal data of this customer was erased. Nothing more can be kept about it.':
    'Die persönlichen Daten dieses Kunden wurden gelöscht. Es kann nichts mehr über ihn gespeichert werden.',
  'One of the two was merged again since. Undo the later merge first.':
    'Einer der beiden wurde seither noch einmal zusammengeführt. Machen Sie das spätere Zusammenführen zuerst rückgängig.',
  'A merge can be undone within 30 days. These are over.':
    'Ein Zusammenführen kann 30 Tage lang rückgängig gemacht werden. Die sind vorbei.',
  'This merge was undone already.': 'Dieses Zusammenführen wurde schon rückgängig gemacht.',
  'This customer was merged into another one. Write to that one.':
    'Dieser Kunde wurde mit einem anderen zusammengeführt. Verwenden Sie jenen.',
  'There is no vCard in what was sent. Send the text of a .vcf file.':
    'Darin ist keine vCard. Senden Sie den Text einer .vcf-Datei.',
  'Consent cannot be given or withdrawn in the future. Say when it was said.':
    'Eine Einwilligung kann nicht in der Zukunft liegen. Geben Sie an, wann sie erklärt wurde.',
  'cannot be in the future': 'darf nicht in der Zukunft liegen',
  'The calendar has no such day. Correct the day, the month or the year.':
    'Diesen Tag gibt es nicht. Berichtigen Sie Tag, Monat oder Jahr.',
  'These two cannot be merged. Choose two different customers that are not erased.':
    'Diese beiden können nicht zusammengeführt werden. Wählen Sie zwei verschiedene, nicht gelöschte Kunden.',
  'This is no ring size. Write it like US 6½, UK L½, ISO 52 or 54.4 mm.':
    'Das ist keine Ringgröße. Schreiben Sie sie wie US 6½, UK L½, ISO 52 oder 54,4 mm.',
  'One request takes at most 5,000 cards. Send the rest in another one.':
    'Eine Anfrage nimmt höchstens 5.000 Karten. Senden Sie den Rest in einer weiteren.',
}
