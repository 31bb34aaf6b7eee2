// Stones and grades

// Codes on tags, and counting by them
export * from './barcode.ts'
// Prices from the metal's spot price
export * from './charm-price.ts'
export * from './code-error.ts'
export * from './epc.ts'
export * from './epc-binary.ts'
export * from './fancy-color.ts'
export * from './gemstones.ts'
export * from './grade-check.ts'
export * from './grade-text.ts'
export * from './grading.ts'
export * from './gs1-128.ts'
export * from './gs1-identifiers.ts'
export * from './gtin.ts'
// What can happen to a piece or parcel, and what happened
export { type Instant, inOrder, microseconds, type Recorded } from './instant.ts'
export * from './parcel-ledger.ts'
export * from './piece-axes.ts'
export {
  type BasisPoints,
  type CostParts,
  type MetalContent,
  type MetalCostRule,
  type Minor,
  type PieceCost,
  type PriceLine,
  type PriceStep,
  pieceCost,
  type SpotPrices,
} from './piece-cost.ts'
export * from './piece-ownership.ts'
export * from './piece-state.ts'
export * from './piece-transitions.ts'
export { type GuardedPrice, type GuardrailFlag, type Guardrails, guardPrice } from './price-guardrails.ts'
export * from './price-preview.ts'
export * from './price-rule.ts'
export * from './scan-code.ts'
export {
  checkSgtin,
  gtin14Of,
  isSgtin96Serial,
  MAX_SGTIN96_SERIAL,
  parseSgtinUri,
  SGTIN_PARTITIONS,
  type Sgtin,
  sgtinOf,
  sgtinUri,
} from './sgtin.ts'
export * from './stock-count.ts'
export * from './stock-ledger.ts'
export * from './stone-words.ts'
// Printing tags
export * from './tag-content.ts'
export * from './tag-layout.ts'
export * from './tag-pdf.ts'
export * from './tag-stock.ts'
export * from './zpl.ts'
export * from './zpl-code128.ts'
