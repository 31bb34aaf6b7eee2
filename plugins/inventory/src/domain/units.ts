// The one door to the exact units of the core.
export {
  add,
  compare,
  divide,
  exactMetalValue,
  formatWeight,
  fromCentigrams,
  fromMilliCarats,
  metalValue,
  multiply,
  type Rational,
  rational,
  roundToInteger,
  type SpotPrice,
  toFixed,
  toRational,
} from '../../../../core/src/units/index.ts'
