import type { Chance } from './chance.ts'

/** What a picture of a demo piece shows. */
export interface Subject {
  category: string | null
  name: string
  /** Colour of the metal. */
  tone: 'yellow' | 'white' | 'rose'
  /** Seen from close by. */
  close?: boolean
}

const tones = {
  yellow: ['#fdf0c4', '#d9ab4a', '#8d6519'],
  white: ['#ffffff', '#c6ccd2', '#7b838b'],
  rose: ['#ffe7da', '#dca083', '#925742'],
} as const

const gems: [RegExp, string, string][] = [
  [/sapphire|lagoon/i, '#3f67c4', '#16306f'],
  [/ruby|ember/i, '#c63a55', '#6d0f26'],
  [/emerald|meadow/i, '#3aa078', '#0d4f38'],
  [/tanzanite|dusk/i, '#7a6ad0', '#34287d'],
  [/pearl/i, '#fffdf8', '#d9cdbb'],
]

function gemOf(name: string): [string, string] {
  const [, light = '#f7fbff', dark = '#a9bccb'] = gems.find(([words]) => words.test(name)) ?? []
  return [light, dark]
}

/** A brilliant from above: its table, and the facets around it. */
function gem(x: number, y: number, radius: number, [light, dark]: [string, string]): string {
  const at = (turn: number, of: number) =>
    `${(x + Math.cos(turn) * radius * of).toFixed(1)},${(y + Math.sin(turn) * radius * of).toFixed(1)}`
  const facets = Array.from({ length: 16 }, (_, index) => {
    const [from, to] = [(index * Math.PI) / 8, ((index + 1) * Math.PI) / 8]
    const shade = index % 2 === 0 ? light : dark
    return `<path d="M${at(from, 1)} L${at(to, 1)} L${at((from + to) / 2, 0.55)}Z" fill="${shade}" opacity="${0.5 + ((index * 7) % 5) / 10}"/>`
  })
  const table = Array.from({ length: 8 }, (_, index) => at((index * Math.PI) / 4 + Math.PI / 8, 0.56)).join(
    ' ',
  )
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${dark}"/>${facets.join('')}<polygon points="${table}" fill="${light}"/>`
}

const stroke = (path: string, width: number) =>
  `<path d="${path}" fill="none" stroke="url(#metal)" stroke-width="${width}" stroke-linecap="round"/>`

const ellipse = (x: number, y: number, rx: number, ry: number) =>
  `M${x - rx},${y} a${rx},${ry} 0 1,0 ${2 * rx},0 a${rx},${ry} 0 1,0 ${-2 * rx},0`

/** Stones or links along an ellipse, from one turn to another. */
function along(
  count: number,
  [from, to]: [number, number],
  [rx, ry]: [number, number],
  draw: (x: number, y: number) => string,
): string {
  return Array.from({ length: count }, (_, index) => {
    const turn = from + ((to - from) * index) / Math.max(1, count - 1)
    return draw(400 + Math.cos(turn) * rx, 420 + Math.sin(turn) * ry)
  }).join('')
}

type Draw = (colors: [string, string], name: string, chance: Chance) => string

function ring(colors: [string, string], name: string, chance: Chance): string {
  const band = stroke(ellipse(400, 480, 180, 190), /band/i.test(name) ? 46 + chance.whole(0, 20) : 26)
  if (/band|eternity/i.test(name)) {
    const stones = /eternity/i.test(name)
      ? along(13, [-2.6, -0.54], [180, 190], (x, y) => gem(x, y + 60, 15, colors))
      : ''
    return band + stones
  }
  const sides = /halo|three|vintage/i.test(name) ? gem(312, 292, 30, colors) + gem(488, 292, 30, colors) : ''
  return `${band}${sides}${stroke('M352,300 L372,250 M448,300 L428,250', 9)}${gem(400, 246, 62 + chance.whole(0, 14), colors)}`
}

const pair = (one: (x: number) => string) => one(285) + one(515)

const draws: Record<string, Draw> = {
  ring,
  earrings: (colors, name) =>
    pair((x) =>
      /hoop/i.test(name)
        ? stroke(ellipse(x, 420, 78, 110), 20)
        : stroke(`M${x},250 q22,-46 0,-62`, 7) +
          (/drop/i.test(name)
            ? stroke(`M${x},250 v120`, 7) + gem(x, 430, 66, colors)
            : gem(x, 330, 74, colors)),
    ),
  necklace: () => along(92, [0, 2 * Math.PI], [250, 210], (x, y) => stroke(ellipse(x, y, 10, 7), 5)),
  pendant: (colors, name) =>
    stroke('M180,120 Q400,640 620,120', 7) +
    (/drop/i.test(name) ? '' : `<circle cx="400" cy="455" r="112" fill="url(#metal)"/>`) +
    gem(400, 455, /drop/i.test(name) ? 76 : 34, colors),
  bracelet: (colors, name) =>
    stroke(ellipse(400, 420, 260, 165), /wide/i.test(name) ? 58 : 20) +
    (/tennis|charm/i.test(name)
      ? along(22, [0.1, Math.PI - 0.1], [260, 165], (x, y) => gem(x, y, 17, colors))
      : ''),
  brooch: (colors) =>
    along(
      6,
      [0, (5 * Math.PI) / 3],
      [118, 118],
      (x, y) => `<circle cx="${x}" cy="${y}" r="70" fill="url(#metal)" stroke="#0002" stroke-width="3"/>`,
    ) + gem(400, 420, 62, colors),
  cufflinks: (colors, name) =>
    pair(
      (x) =>
        `<ellipse cx="${x}" cy="400" rx="96" ry="${/oval/i.test(name) ? 122 : 96}" fill="url(#metal)"/>${gem(x, 400, 30, colors)}`,
    ),
}

/** A drawing of a piece on a jeweler's tray, as SVG: the demo shop has no photographer. */
export function drawing({ category, name, tone, close = false }: Subject, chance: Chance): string {
  const [light, middle, dark] = tones[tone]
  const draw = draws[category ?? ''] ?? ring
  return `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" viewBox="${close ? '190 130 420 420' : '0 0 800 800'}">
<defs><radialGradient id="tray" cx="50%" cy="38%" r="75%"><stop offset="0" stop-color="#fbf9f4"/><stop offset="1" stop-color="#d9d1c3"/></radialGradient>
<linearGradient id="metal" gradientUnits="userSpaceOnUse" x1="150" y1="150" x2="650" y2="690"><stop offset="0" stop-color="${light}"/><stop offset=".3" stop-color="${middle}"/><stop offset=".5" stop-color="${light}"/><stop offset=".72" stop-color="${dark}"/><stop offset="1" stop-color="${middle}"/></linearGradient>
<radialGradient id="shade"><stop offset="0" stop-color="#6b5d45" stop-opacity=".4"/><stop offset="1" stop-color="#6b5d45" stop-opacity="0"/></radialGradient></defs>
<rect width="800" height="800" fill="url(#tray)"/><ellipse cx="415" cy="690" rx="260" ry="34" fill="url(#shade)"/>
${draw(gemOf(name), name, chance)}</svg>`
}
