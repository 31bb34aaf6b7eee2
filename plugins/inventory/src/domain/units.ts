// The one door to the exact units of the core.
export {
  add,
  compare,
  exactMetalValue,
  formatWeight,
  fromCentigrams,
  fromMilliCarats,
  metalValue,
  multiply,
  type PreciousMetal,
  purityOfFineness,
  purityOfKarat,
  type Rational,
  rational,
  roundToInteger,
  type SpotPrice,
  toDecimal,
} from '@bezel/core/units'
