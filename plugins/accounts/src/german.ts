import type { Phrases } from '@bezel/core'

/** The problems of this plugin in German. */
export const german: Phrases = {
  'This code is wrong or was used already. Try the next one.':
    'Dieser Code ist falsch oder wurde schon benutzt. Nehmen Sie den nächsten.',
  'Registration is closed. Ask the shop for an account.':
    'Die Registrierung ist geschlossen. Bitten Sie das Geschäft um ein Konto.',
  'This address has an account by now. Sign in, or recover its password.':
    'Zu dieser Adresse gibt es inzwischen ein Konto. Melden Sie sich an, oder setzen Sie das Passwort zurück.',
  'This identity signs in to another account. Unlink it there first.':
    'Diese Anmeldung gehört zu einem anderen Konto. Trennen Sie sie dort zuerst.',
  'This invitation was accepted, revoked or is too old. Ask for a new one.':
    'Diese Einladung wurde angenommen, zurückgezogen oder ist zu alt. Bitten Sie um eine neue.',
  'This is the last way into your account. Set a password or link another one first.':
    'Das ist der letzte Weg in Ihr Konto. Setzen Sie zuerst ein Passwort, oder verbinden Sie einen anderen.',
  'Passkeys work at a host with a name and HTTPS, or at localhost. Set BEZEL_PUBLIC_URL to such an address.':
    'Passkeys gehen an einem Host mit Namen und HTTPS, oder an localhost. Setzen Sie BEZEL_PUBLIC_URL auf eine solche Adresse.',
  'This request was handled already.': 'Diese Anfrage wurde schon bearbeitet.',
  'Your role or your short password takes a second factor. Set up another one, or choose a longer password, first.':
    'Ihre Rolle oder Ihr kurzes Passwort verlangt einen zweiten Faktor. Richten Sie zuerst einen anderen ein, oder wählen Sie ein längeres Passwort.',
  'An authenticator app is set up already. Remove it first.':
    'Eine Authenticator-App ist schon eingerichtet. Entfernen Sie sie zuerst.',
  'There is nothing to confirm. Begin to set up an authenticator app first.':
    'Es gibt nichts zu bestätigen. Beginnen Sie zuerst, eine Authenticator-App einzurichten.',
  'This link or code is wrong, used already or too old. Ask for a new one.':
    'Dieser Link oder Code ist falsch, schon benutzt oder zu alt. Fordern Sie einen neuen an.',
  'This sign-in could not be completed. Begin it again, in the same browser.':
    'Diese Anmeldung konnte nicht abgeschlossen werden. Beginnen Sie sie noch einmal im selben Browser.',
  'This passkey could not be verified. Try again, or use another way to sign in.':
    'Dieser Passkey konnte nicht geprüft werden. Versuchen Sie es wieder, oder melden Sie sich anders an.',
  'This password cannot be used. See "errors" for why, and choose another one.':
    'Dieses Passwort kann nicht benutzt werden. Wählen Sie ein anderes.',
  'This is no picture. Send JPEG, PNG, WebP, GIF, AVIF or TIFF.':
    'Das ist kein Bild. Senden Sie JPEG, PNG, WebP, GIF, AVIF oder TIFF.',
  'There is no such time zone. Write it like Europe/London.':
    'Diese Zeitzone gibt es nicht. Schreiben Sie sie wie Europe/London.',
}
