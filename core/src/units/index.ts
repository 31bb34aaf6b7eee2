export { type AmountOptions, parseAmount } from './amount-text.ts'
export {
  type Fineness,
  finenessLabel,
  finenessOfKarat,
  finenessStamp,
  GOLD_MARKS,
  karatOfFineness,
  PRECIOUS_METALS,
  type PreciousMetal,
  parseFineness,
  purityOfFineness,
  purityOfKarat,
  STANDARD_MARKS,
  type StatedFineness,
} from './fineness.ts'
export {
  convertMass,
  fromCentigrams,
  fromMilliCarats,
  MASS_UNITS,
  type Mass,
  type MassUnit,
  massIn,
  toCentigrams,
  toMilliCarats,
} from './mass.ts'
export { exactMetalValue, metalValue, type SpotPrice } from './metal-value.ts'
export {
  add,
  compare,
  divide,
  multiply,
  type Rational,
  type Rounding,
  rational,
  roundToInteger,
  scaled,
  toDecimal,
  toFixed,
  toRational,
} from './rational.ts'
export {
  type Circumference,
  checkCircumference,
  circumferenceOf,
  circumferenceOfDiameter,
  diameterOf,
  MAX_CIRCUMFERENCE,
  MIN_CIRCUMFERENCE,
  RING_SIZE_SYSTEMS,
  type RingSizeSystem,
  sizeIn,
} from './ring-size.ts'
export { formatRingSize, parseRingSize, type RingSize, type RingSizeFormat } from './ring-size-text.ts'
export { type CaratRange, statedCaratIsHonest, statedCaratRange } from './stated-carat.ts'
export { UnitError, type UnitErrorCode } from './unit-error.ts'
export {
  formatWeight,
  parseMassUnit,
  parseWeight,
  type WeightFormat,
  type WeightOptions,
} from './weight-text.ts'
