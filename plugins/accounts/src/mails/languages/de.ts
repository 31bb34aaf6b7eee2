import type { MailTexts } from '../texts.ts'

const ifNotYou = 'Wenn Sie nicht darum gebeten haben, brauchen Sie nichts zu tun.'

export const de: MailTexts = {
  confirm: {
    subject: 'Bestätigen Sie Ihre Adresse',
    what: 'Bestätigen Sie Ihre E-Mail-Adresse, um Ihr Konto zu eröffnen:',
  },
  recover: { subject: 'Neues Passwort wählen', what: 'Wählen Sie ein neues Passwort für Ihr Konto:' },
  newAddress: {
    subject: 'Bestätigen Sie Ihre neue Adresse',
    what: 'Bestätigen Sie, dass dies die E-Mail-Adresse Ihres Kontos werden soll:',
  },
  oldAddress: {
    subject: 'Bestätigen Sie die Änderung Ihrer Adresse',
    what: 'Jemand, der in Ihrem Konto angemeldet ist, möchte dessen E-Mail-Adresse ändern. Bestätigen Sie, dass Sie es sind:',
  },
  proof: ({ what, link, code, minutes }) =>
    `${what}\n\n${link}\n\noder geben Sie dort, wo Sie darum gebeten haben, diesen Code ein: ${code}\n\nBeides gilt einmal und ${minutes} Minuten lang. ${ifNotYou}\n`,
  invitation: {
    subject: ({ shop }) => `Ihre Einladung zu ${shop}`,
    text: ({ shop, link, days }) =>
      `Sie sind eingeladen, bei ${shop} mitzuarbeiten. Wählen Sie hier ein Passwort:\n\n${link}\n\nDer Link gilt einmal und ${days} Tage lang.\n`,
  },
  alreadyThere: {
    subject: 'Sie haben schon ein Konto',
    text: ({ address }) =>
      `Jemand, vielleicht Sie, wollte mit dieser Adresse ein Konto eröffnen. Es gibt schon eines. Melden Sie sich hier an:\n\n${address}\n\nWenn Sie das Passwort vergessen haben, wählen Sie dort „Passwort vergessen?“. ${ifNotYou}\n`,
  },
  event: {
    subject: 'Sicherheit Ihres Kontos',
    text: ({ whose, what, at, address }) =>
      `Es geht um ${whose}: ${what} (${at}).\n\nWenn Sie das nicht waren oder nicht erwartet haben, sehen Sie die Sitzungen und Geräte durch und ändern Sie das Passwort:\n\n${address}\n`,
  },
  events: {
    'password-changed': 'das Passwort wurde geändert',
    'password-reset': 'das Passwort wurde über E-Mail neu gesetzt',
    'email-changed': 'die E-Mail-Adresse wurde geändert',
    'second-factor-added': 'ein zweiter Faktor wurde eingerichtet',
    'second-factor-removed': 'ein zweiter Faktor wurde entfernt',
    'passkey-added': 'ein Passkey wurde hinzugefügt',
    'passkey-removed': 'ein Passkey wurde entfernt',
    'recovery-codes-made': 'neue Wiederherstellungscodes wurden erzeugt',
    'recovery-code-used': 'mit einem Wiederherstellungscode hat sich jemand angemeldet',
    'identity-linked': 'ein weiterer Weg, sich anzumelden, wurde verknüpft',
    'identity-unlinked': 'ein Weg, sich anzumelden, wurde gelöst',
    'new-device': 'von einem Gerät, das noch nicht benutzt wurde, hat sich jemand angemeldet',
    'guesses-exhausted':
      'jemand rät am Passwort; Fremde müssen jetzt eine Stunde warten, Ihre eigenen Geräte nicht',
  },
}
