import { crud, type Operation } from '@bezel/core'
import { edited, recorded } from '../entities/index.ts'
import { assemblyOperations } from './assembly.ts'
import { certificateOperations } from './certificates.ts'
import { countOperations } from './counts.ts'
import { anyGoodsOperations } from './goods.ts'
import { lookupOperations } from './lookup.ts'
import { memoOperations } from './memos.ts'
import { parcelOperations } from './parcels.ts'
import { priceOperations } from './prices.ts'
import { stockOperations } from './stock.ts'
import { tagOperations } from './tags.ts'
import { transferOperations } from './transfers.ts'
import { transitionOperations } from './transitions.ts'

/** Every verb of inventory. */
export const operations: Operation[] = [
  ...edited.flatMap((entity) => crud(entity)),
  ...recorded.flatMap((entity) => crud(entity, { only: ['list', 'get'] })),
  ...transitionOperations,
  ...anyGoodsOperations,
  ...assemblyOperations,
  ...parcelOperations,
  ...memoOperations,
  ...transferOperations,
  ...countOperations,
  ...stockOperations,
  ...priceOperations,
  ...certificateOperations,
  ...tagOperations,
  ...lookupOperations,
]
