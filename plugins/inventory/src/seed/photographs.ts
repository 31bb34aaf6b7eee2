import { Readable } from 'node:stream'
import { type Context, files } from '@bezel/core'
import { Style } from '../entities/style.ts'
import type { Basics } from './basics.ts'
import type { Chance } from './chance.ts'
import type { Design } from './designs.ts'
import { drawing, type Subject } from './drawing.ts'

/** The picture of a design in the colour of a metal. */
export type PhotoOf = (design: Design, alloyCode: string | undefined) => string | null

/** Colours of one design that are drawn: the first start should not take long. */
const most = 2

type Tone = Subject['tone']

async function photograph(ctx: Context, subject: Subject, chance: Chance): Promise<string> {
  // Loaded when the demo is drawn, and at no other start.
  const { default: sharp } = await import('sharp')
  const picture = await sharp(Buffer.from(drawing(subject, chance)))
    .jpeg({ quality: 86 })
    .toBuffer()
  const service = ctx.use(files)
  const name = `${subject.name.toLowerCase().replaceAll(' ', '-')}-${subject.tone}.jpg`
  const stored = await service.store(Readable.from([picture]), name)
  return (await service.record(ctx, stored)).id
}

/** Pictures of all designs in the metals they are made of; pieces of one kind share theirs. */
export async function seedPhotographs(
  ctx: Context,
  chance: Chance,
  { alloys }: Basics,
  designs: Design[],
): Promise<PhotoOf> {
  const toneOf = (code: string | undefined): Tone =>
    (alloys.find((alloy) => alloy.code === code)?.color as Tone | null | undefined) ?? 'white'
  const taken = new Map<string, string>()
  for (const { style, alloys: codes } of designs) {
    const { category, name } = style
    const tones = [...new Set(codes.map(toneOf))].slice(0, most)
    const [photoId = null, ...photos] = await Promise.all(
      tones.map((tone) => photograph(ctx, { category, name, tone }, chance)),
    )
    for (const [index, id] of [photoId, ...photos].entries())
      if (id) taken.set(`${style.id} ${tones[index]}`, id)
    await ctx.records(Style).update(style.id, { photoId, photos })
  }
  return ({ style }, code) => taken.get(`${style.id} ${toneOf(code)}`) ?? null
}
