/** What other plugins may rely on. */
export { Location } from './entities/location.ts'
export { Parcel } from './entities/parcel.ts'
export { Piece } from './entities/piece.ts'
export { Stone } from './entities/stone.ts'
export { Store } from './entities/store.ts'
export { Style } from './entities/style.ts'
export { Supplier } from './entities/supplier.ts'
