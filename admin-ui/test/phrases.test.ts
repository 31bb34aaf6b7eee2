import t from 'tap'
import { keptTexts } from '../../plugins/customers/admin/kept-texts.ts'
import { phraseIn } from '../src/i18n/phrases.ts'

const words = { Name: 'Name', Phone: 'Telefon', ...keptTexts }

t.test('what timelines and reminders keep reads in the language of the page', (t) => {
  for (const [kept, said] of [
    ['Customer created', 'Kunde angelegt'],
    ['39th birthday of Leap Year', '39. Geburtstag von Leap Year'],
    ['Birthday of Ada of Cleves', 'Geburtstag von Ada of Cleves'],
    ['2nd wedding anniversary of Bob Lee', '2. Hochzeitstag von Bob Lee'],
    ['Reminder done: 1st anniversary of Ann', 'Erinnerung erledigt: 1. Jahrestag von Ann'],
    ['Changed: Name, Phone', 'Geändert: Name, Telefon'],
    ['Wishes: a ring (18K) of $1', 'Wünscht sich: a ring (18K) of $1'],
    ['Visited the store', 'Visited the store'],
    ['', ''],
  ] as const)
    t.equal(phraseIn(words, kept), said)
  t.end()
})

t.test('a value is never taken for a phrase of ours unless the phrase says so', (t) => {
  t.equal(phraseIn(words, 'Wishes: Phone'), 'Wünscht sich: Phone')
  t.equal(phraseIn(words, 'toString'), 'toString')
  t.end()
})
