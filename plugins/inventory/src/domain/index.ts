// What inventory knows without a database. Printing tags stands apart in printing.ts, for it loads heavy libraries.
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
