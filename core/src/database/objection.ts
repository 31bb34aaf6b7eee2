import type { Knex } from 'knex'
import type { ModelClass, Model as ObjectionModel } from 'objection'
import type { Kernel } from '../app/kernel.ts'
import type { Model } from '../entity/model.ts'
import { objectionModels } from '../entity/to-objection.ts'
import type { Transaction } from './database.ts'
import { knexOnConnection, knexOnPool } from './knex-on.ts'

export interface ObjectionModels {
  /** The model of an entity, its queries part of the given transaction or, without one, on the pool. */
  bind(model: Model, tx: Transaction | undefined): ModelClass<ObjectionModel>
}

/** Objection and knex on our own connections; loaded only when an operation asks for a model. */
export function createObjection({
  database,
  keyring,
}: Pick<Kernel, 'database' | 'keyring'>): ObjectionModels {
  const classOf = objectionModels({ keyring })
  const onPool = knexOnPool(database.pool)
  const inTransaction = new WeakMap<Transaction, Knex>()
  return {
    bind(model, tx) {
      if (!tx) return classOf(model).bindKnex(onPool)
      const known = inTransaction.get(tx) ?? knexOnConnection(tx.connection)
      inTransaction.set(tx, known)
      return classOf(model).bindKnex(known)
    },
  }
}
