import type { Phrases } from './phrases.ts'

/** The core's problems in German, and what is wrong with fields. */
export const german: Phrases = {
  'Send the file as multipart/form-data, in a part called "file".':
    'Senden Sie die Datei als multipart/form-data im Teil "file".',
  'This cursor does not belong to this list. Start again without a cursor.':
    'Dieser Cursor gehört nicht zu dieser Liste. Beginnen Sie ohne Cursor von vorn.',
  'The query of this list is not valid. See "errors".':
    'Die Abfrage dieser Liste ist ungültig. Siehe "errors".',
  'The body is not valid JSON. Send JSON with Content-Type: application/json.':
    'Der Inhalt ist kein gültiges JSON. Senden Sie JSON mit Content-Type: application/json.',
  'Some values are not valid. See "errors" for each of them.':
    'Einige Werte sind ungültig. Bitte berichtigen Sie die genannten Felder.',
  'Sign in, or send an API key as "Authorization: Bearer <key>".':
    'Melden Sie sich an, oder senden Sie einen API-Schlüssel als "Authorization: Bearer <key>".',
  'E-mail address or password is wrong. Try again.':
    'E-Mail-Adresse oder Passwort ist falsch. Versuchen Sie es noch einmal.',
  'Send the csrfToken of GET /api/v1/auth/session as the X-CSRF-Token header.':
    'Senden Sie das csrfToken von GET /api/v1/auth/session im Kopf X-CSRF-Token.',
  'This link to a file is over, or not one of ours. Ask for a new one.':
    'Dieser Verweis auf eine Datei ist abgelaufen oder nicht von uns. Holen Sie einen neuen.',
  'You may not do this. Ask the owner for the permission.':
    'Das dürfen Sie nicht. Bitten Sie den Inhaber um das Recht dazu.',
  'This takes the permission "{}". Ask the owner for it.':
    'Dafür braucht es das Recht "{}". Bitten Sie den Inhaber darum.',
  'You can give, change and take away only what you may do yourself, in your own stores. Ask somebody who may do more.':
    'Sie können nur geben, ändern und nehmen, was Sie selbst dürfen, in Ihren eigenen Geschäften. Bitten Sie jemanden, der mehr darf.',
  'Whoever started this import may not do it any more. What came in stays; somebody who may can resume it.':
    'Wer diesen Import begonnen hat, darf ihn nicht mehr ausführen. Was eingelesen ist, bleibt; wer darf, kann ihn fortsetzen.',
  'This needs to be sure that it is still you. Confirm it at POST /api/v1/auth/step-up, then repeat the request.':
    'Hier muss sicher sein, dass noch immer Sie es sind. Bestätigen Sie das und wiederholen Sie den Schritt.',
  'There is no such record, or you may not see it.':
    'Diesen Datensatz gibt es nicht, oder Sie dürfen ihn nicht sehen.',
  'There is nothing at this address. See /docs for what there is.':
    'Unter dieser Adresse ist nichts. Was es gibt, steht unter /docs.',
  'This address does not take that method. See /docs.':
    'Diese Adresse nimmt diese Methode nicht an. Siehe /docs.',
  'This conflicts with another record.': 'Das widerspricht einem anderen Datensatz.',
  'The record is not in a state that allows this. Read it again.':
    'Der Stand dieses Datensatzes lässt das nicht zu. Laden Sie ihn neu.',
  '{}: its {} is {}. This takes one that is {}.': '{}: {} ist {}. Das geht nur bei: {}.',
  'is {}, not {}': 'ist {}, nicht {}',
  'This file belongs to a record already. Upload it once more for another one.':
    'Diese Datei gehört schon zu einem Datensatz. Laden Sie sie für einen anderen noch einmal hoch.',
  'A record shows this file. Take it out of there first.':
    'Ein Datensatz zeigt diese Datei. Nehmen Sie sie dort zuerst heraus.',
  'This import is over already.': 'Dieser Import ist schon zu Ende.',
  'This job is running. Wait until it is done or has failed.':
    'Dieser Auftrag läuft gerade. Warten Sie, bis er fertig oder gescheitert ist.',
  'Nobody active would be left who may do everything. Make somebody else an owner first.':
    'Es bliebe niemand, der alles darf. Machen Sie zuerst jemand anderen zum Inhaber.',
  'A request with this Idempotency-Key is still running. Wait for its answer.':
    'Eine Anfrage mit diesem Idempotency-Key läuft noch. Warten Sie auf ihre Antwort.',
  'Other records still refer to this one. Remove or change them first.':
    'Andere Datensätze verweisen noch auf diesen. Entfernen oder ändern Sie diese zuerst.',
  'Another record already has this value. Choose another.':
    'Ein anderer Datensatz hat diesen Wert schon. Wählen Sie einen anderen.',
  'The file is not there any more. Send it again: what came in already is recognised.':
    'Die Datei ist nicht mehr da. Senden Sie sie noch einmal: was schon eingelesen ist, wird erkannt.',
  'Somebody changed this record since you read it. Read it again and repeat your change.':
    'Jemand hat diesen Datensatz inzwischen geändert. Laden Sie ihn neu und wiederholen Sie Ihre Änderung.',
  'The body is too large.': 'Der Inhalt ist zu groß.',
  'Send JSON with Content-Type: application/json.': 'Senden Sie JSON mit Content-Type: application/json.',
  'The file has no such range. Ask for one within its size.':
    'Diesen Bereich hat die Datei nicht. Fragen Sie nach einem innerhalb ihrer Größe.',
  'A text is longer than a spreadsheet cell can be. Export as CSV or NDJSON.':
    'Ein Text ist länger als die Zelle einer Tabelle sein kann. Exportieren Sie als CSV oder NDJSON.',
  'A sheet holds at most 1,048,576 rows. Export as CSV or NDJSON, or filter the list.':
    'Ein Blatt fasst höchstens 1.048.576 Zeilen. Exportieren Sie als CSV oder NDJSON, oder filtern Sie die Liste.',
  'This Idempotency-Key was used for another request. Use a new key.':
    'Dieser Idempotency-Key gehört zu einer anderen Anfrage. Nehmen Sie einen neuen.',
  'This image cannot be read. Save it as JPEG, PNG, WebP, GIF, AVIF or TIFF and upload it again.':
    'Dieses Bild ist nicht lesbar. Speichern Sie es als JPEG, PNG, WebP, GIF, AVIF oder TIFF und laden Sie es neu hoch.',
  'The mapping does not fit the file. See "errors" for each column.':
    'Die Zuordnung passt nicht zur Datei. Siehe die genannten Spalten.',
  'No column of the file is known. Say which column is which field, as {"header": "field"} in "mapping".':
    'Keine Spalte der Datei ist bekannt. Sagen Sie, welche Spalte welches Feld ist.',
  'A record this one refers to does not exist.': 'Ein Datensatz, auf den dieser verweist, existiert nicht.',
  'This would break a rule of the data.': 'Das verletzt eine Regel der Daten.',
  'This would break the rule "{}".': 'Das verletzt die Regel "{}".',
  "Send the record's ETag as If-Match, so that no other change is lost.":
    'Senden Sie das ETag des Datensatzes als If-Match, damit keine andere Änderung verloren geht.',
  'Too many requests. Wait, then try again.': 'Zu viele Anfragen. Warten Sie und versuchen Sie es wieder.',
  'Something went wrong on our side. Nothing was changed. Tell support the requestId.':
    'Bei uns ging etwas schief. Es wurde nichts geändert. Nennen Sie dem Support die requestId.',
  'The server is busy. Try again shortly.':
    'Der Server ist ausgelastet. Versuchen Sie es gleich noch einmal.',
  'The database does not answer right now. Try again shortly.':
    'Die Datenbank antwortet gerade nicht. Versuchen Sie es gleich noch einmal.',
  'Another {} already has this {}. Choose another.':
    'Ein anderer Datensatz ({}) hat diesen Wert ({}) schon. Wählen Sie einen anderen.',
  'Some {} still refer to it. Remove or change them first.':
    'Andere Datensätze ({}) verweisen noch darauf. Entfernen oder ändern Sie diese zuerst.',
  '{}: there is no such record.': '{}: diesen Datensatz gibt es nicht.',
  'A value cannot be stored. Check for unusual characters or very large numbers.':
    'Ein Wert kann nicht gespeichert werden. Achten Sie auf ungewöhnliche Zeichen und sehr große Zahlen.',
  'There is no such file. Upload it first.': 'Diese Datei gibt es nicht. Laden Sie sie zuerst hoch.',
  'You work in other stores only. Choose one of yours.':
    'Sie arbeiten nur in anderen Geschäften. Wählen Sie eines von Ihren.',
  'You may not set this field. Leave it out.': 'Dieses Feld dürfen Sie nicht setzen. Lassen Sie es weg.',
  'is required': 'fehlt',
  'must not be empty': 'darf nicht leer sein',
  'is not a known field. Remove it or correct its name.':
    'ist kein bekanntes Feld. Entfernen Sie es oder berichtigen Sie den Namen.',
  'must be one of: {}': 'muss eines sein von: {}',
  'contains characters that cannot be stored (NUL or half a surrogate pair). Remove them.':
    'enthält Zeichen, die nicht gespeichert werden können. Entfernen Sie sie.',
  'must have at most {} decimals': 'darf höchstens {} Nachkommastellen haben',
  'must be a whole number': 'muss eine ganze Zahl sein',
  'must be an e-mail address': 'muss eine E-Mail-Adresse sein',
  'must be a valid {}': 'ist ungültig ({})',
  'must have at least {} characters': 'muss mindestens {} Zeichen haben',
  'must have at most {} characters': 'darf höchstens {} Zeichen haben',
  'must be >= {}': 'muss mindestens {} sein',
  'must be <= {}': 'darf höchstens {} sein',
  'must be > {}': 'muss größer als {} sein',
  'must be < {}': 'muss kleiner als {} sein',
  'must NOT have more than {} items': 'darf höchstens {} Einträge haben',
  'must NOT have fewer than {} items': 'muss mindestens {} Einträge haben',
  'must match pattern "{}"': 'hat nicht die richtige Form ({})',
  'must be a day that the calendar has': 'muss ein Tag sein, den es im Kalender gibt',
  'must be {}': 'ist von der falschen Art ({})',
  'is not valid': 'ist ungültig',
}
