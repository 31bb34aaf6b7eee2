import t from 'tap'
import { createRegistry } from '../../src/entity/registry.ts'
import { checkEvents } from '../../src/events/check.ts'
import { defineEvent, on } from '../../src/events/event.ts'
import { Type } from '../../src/index.ts'
import { operation } from '../../src/operation/operation.ts'
import { definePlugin } from '../../src/plugin/plugin.ts'
import { Note, notes } from '../jobs/fixtures/notes.ts'

const registry = createRegistry([{ plugin: 'notes', value: Note }], [], [])
const shared = defineEvent('notes.note-shared.v1', 'Shared')
const lost = defineEvent('notes.note-lost.v1', 'Lost')
const handle = async () => {}

function problemsOf(...plugins: Parameters<typeof checkEvents>[0]): string[] {
  const problems: string[] = []
  checkEvents(plugins, registry, problems)
  return problems
}

const emitting = operation({
  name: 'notes.lose',
  needs: 'notes.write',
  summary: 'Lose',
  input: Type.Object({}),
  output: Type.Object({}),
  rest: 'POST /notes/lose',
  emits: [shared, lost],
  run: () => ({}),
})

t.test('declared events and those of every change may be emitted and subscribed to', async (t) => {
  const other = definePlugin({
    name: 'other',
    version: '1.0.0',
    core: '*',
    subscribes: [on(shared, 'a', handle), on('notes.deleted.v1', 'b', handle)],
  })
  t.same(problemsOf(notes({ events: [shared, lost], operations: [emitting] }), other), [])
})

t.test('an event nobody declares is a problem for who emits it and for who waits for it', async (t) => {
  const subscribes = [on('notes.forgotten.v1', 'wait', handle)]
  t.same(problemsOf(notes({ events: [shared], operations: [emitting], subscribes })), [
    'Operation "notes.lose" of plugin "notes" emits "notes.note-lost.v1", which nobody declares. Add it to the plugin\'s events.',
    'Plugin "notes" subscribes to "notes.forgotten.v1" (as "wait"), which nobody declares. Correct the name, or add the plugin that emits it.',
  ])
})

t.test('names of events and subscriptions are unique and of their plugin', async (t) => {
  const events = [shared, shared, defineEvent('share', ''), defineEvent('notes.created.v1', '')]
  const subscribes = [on(shared, 'same', handle), on('notes.updated.v1', 'same', handle)]
  t.same(problemsOf(notes({ events, subscribes })), [
    'Event "notes.note-shared.v1" of plugin "notes" is taken by plugin "notes". Choose another name.',
    'Event "share" of plugin "notes" must be named "notes.<noun>-<past participle>.v<version>". Rename it.',
    'Event "notes.created.v1" of plugin "notes" is made by every change of a record already. Remove it, or choose another name.',
    'Plugin "notes" has two subscriptions named "same". Choose another name for one of them.',
  ])
})
