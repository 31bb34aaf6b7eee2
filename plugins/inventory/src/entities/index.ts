import { Alloy } from './alloy.ts'
import { Certificate } from './certificate.ts'
import { Location } from './location.ts'
import { Memo, MemoLine } from './memo.ts'
import { Movement } from './movement.ts'
import { Parcel } from './parcel.ts'
import { Piece } from './piece.ts'
import { PieceComponent, PieceFinding, PieceMetal, PieceStone } from './piece-parts.ts'
import { PriceChange, PriceRule } from './price-rule.ts'
import { SpotPrice } from './spot-price.ts'
import { StockCount, StockScan } from './stock-count.ts'
import { Stone } from './stone.ts'
import { Store } from './store.ts'
import { Style } from './style.ts'
import { Supplier } from './supplier.ts'
import { Transfer, TransferLine } from './transfer.ts'

/** Edited as such: each has a list, a record page and a form. */
export const edited = [
  Piece,
  Stone,
  Parcel,
  Style,
  Certificate,
  Store,
  Location,
  Supplier,
  Alloy,
  SpotPrice,
  PriceRule,
  Memo,
  Transfer,
  StockCount,
]
/** Written by operations alone, and only read from outside. */
export const recorded = [Movement, StockScan, PriceChange, PieceComponent]
/** Parts of another record, written in its body. */
export const parts = [PieceMetal, PieceStone, PieceFinding, MemoLine, TransferLine]
