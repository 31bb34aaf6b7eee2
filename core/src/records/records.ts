import type { ChangesOf, RecordOf } from '../entity/entity.ts'
import type { Model, ModelField } from '../entity/model.ts'
import type { Data } from './changes.ts'
import type { ExpectedVersion } from './expected.ts'
import { manyRecords, oneRecord, selectRecords } from './read.ts'
import { deleteRecord, insertRecords, updateRecord, updateRecords } from './write.ts'
import type { RecordWriter } from './writer.ts'

/**
 * Reads and writes records of one entity inside an operation. Writes are audited, raise the version and record
 * the entity's `created`, `updated` or `deleted` event. Permissions were checked by the operation; the actor's
 * stores still narrow every call. Owned relations are written with their parent.
 */
export interface Records<E> {
  /** @throws Problem NOT_FOUND */
  get(id: string): Promise<RecordOf<E>>
  /** Several at once, in the order of their ids. @throws Problem NOT_FOUND where one is missing */
  getMany(ids: readonly string[]): Promise<RecordOf<E>[]>
  /** Records whose fields equal the given values, by id; at most `limit` (200). */
  find(values: Partial<RecordOf<E>>, options?: { limit?: number }): Promise<RecordOf<E>[]>
  /** Reads a record and keeps everybody else from changing it until the operation ends. @throws Problem NOT_FOUND */
  lock(id: string): Promise<RecordOf<E>>
  /** Locks several at once. @throws Problem NOT_FOUND where one is missing */
  lockMany(ids: readonly string[]): Promise<RecordOf<E>[]>
  create(data: ChangesOf<E> & Data): Promise<RecordOf<E>>
  createMany(rows: (ChangesOf<E> & Data)[]): Promise<RecordOf<E>[]>
  /** @throws Problem NOT_FOUND, or STALE_VERSION when `version` is given and no longer current. */
  update(
    id: string,
    changes: ChangesOf<E> & Data,
    options?: { version?: ExpectedVersion | undefined },
  ): Promise<RecordOf<E>>
  /** Changes several at once, read and locked by one statement; without the records they own. @throws Problem NOT_FOUND */
  updateMany(changes: readonly { id: string; changes: ChangesOf<E> & Data }[]): Promise<RecordOf<E>[]>
  delete(id: string, options?: { version?: ExpectedVersion | undefined }): Promise<void>
}

/** The `ctx.records(Entity)` of an operation. */
export function createRecords(writer: RecordWriter, model: Model): Records<never> {
  const { ctx } = writer
  const records = {
    get: (id: string) => oneRecord(ctx, model, id),
    getMany: (ids: readonly string[]) => manyRecords(ctx, model, ids),
    lockMany: (ids: readonly string[]) => manyRecords(ctx, model, ids, 'for update'),
    lock: (id: string) => oneRecord(ctx, model, id, 'for update'),
    find(values: Data, { limit = 200 } = {}) {
      const conditions = Object.entries(values).map(([name, value]): [ModelField, unknown] => {
        const field = model.field(name)
        if (!field) throw new Error(`${model.name} has no field "${name}".`)
        return [field, value]
      })
      return selectRecords(ctx, model, conditions, `order by t.id limit ${Number(limit)}`)
    },
    async create(data: Data) {
      const [record] = await insertRecords(writer, model, [data])
      return record
    },
    createMany: (rows: Data[]) => insertRecords(writer, model, rows),
    update: (id: string, changes: Data, { version }: { version?: ExpectedVersion } = {}) =>
      updateRecord(writer, model, id, changes, version),
    updateMany: (changes: readonly { id: string; changes: Data }[]) => updateRecords(writer, model, changes),
    delete: (id: string, { version }: { version?: ExpectedVersion } = {}) =>
      deleteRecord(writer, model, id, version),
  }
  return records as unknown as Records<never>
}
