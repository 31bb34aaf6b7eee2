import type { Context } from '@bezel/core'
import { seedBasics } from './seed/basics.ts'
import { createChance } from './seed/chance.ts'
import { seedDesigns } from './seed/designs.ts'
import { seedParcels, seedPieces, seedStones } from './seed/goods.ts'
import { seedHistory } from './seed/history.ts'
import { seedPhotographs } from './seed/photographs.ts'

/** A small jeweler's stock with two years of history: the same on every installation, with no real people in it. */
export async function demoInventory(ctx: Context): Promise<void> {
  const chance = createChance(1889)
  const basics = await seedBasics(ctx, chance)
  const designs = await seedDesigns(ctx, chance, basics)
  const photoOf = await seedPhotographs(ctx, createChance(7), basics, designs)
  const pieces = await seedPieces(ctx, chance, basics, designs, photoOf, 250)
  const stones = await seedStones(ctx, chance, basics, 150)
  const parcels = await seedParcels(ctx, basics)
  await seedHistory(ctx, chance, basics, { pieces, stones, parcels })
}
