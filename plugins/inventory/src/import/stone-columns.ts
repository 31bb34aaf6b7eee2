import { gradesColumns } from './columns/grades.ts'
import type { Hints } from './columns/hint.ts'
import { identityColumns } from './columns/identity.ts'
import { pricesColumns } from './columns/prices.ts'
import { proportionsColumns } from './columns/proportions.ts'

/**
 * Hints for mapping the columns of stock lists, by the field's name. "Cut" is a synonym of shape on purpose: many lists
 * call it so, and the values decide; "Size" is the weight where the numbers are carats.
 */
export const stoneColumnHints: Hints = {
  ...identityColumns,
  ...gradesColumns,
  ...proportionsColumns,
  ...pricesColumns,
}
