import type { Claims } from '../proof.ts'
import { authentication } from './authentication.ts'
import { files, frontend, services } from './browser.ts'
import { architecture, logging, webRtc } from './code.ts'
import { configuration, data } from './configuration.ts'
import { cryptography, transport } from './cryptography.ts'
import { logic, writing } from './inputs.ts'
import { authorization, sessions } from './sessions.ts'
import { oauth, tokens } from './tokens.ts'

export interface Chapter {
  number: number
  /** What it is about, in our words. */
  about: string
  claims: Claims
}

const parts: [string, Claims][] = [
  ['writing texts into other languages', writing],
  ['inputs and the rules of the business', logic],
  ['pages in browsers', frontend],
  ['the API', services],
  ['files', files],
  ['signing in', authentication],
  ['sessions', sessions],
  ['who may what', authorization],
  ['tokens that carry their content', tokens],
  ['signing in by vendors', oauth],
  ['cryptography', cryptography],
  ['encrypted connections', transport],
  ['configuration', configuration],
  ['protecting data', data],
  ['code and what it depends on', architecture],
  ['logs and errors', logging],
  ['audio and video', webRtc],
]

export const chapters: Chapter[] = parts.map(([about, claims], index) => ({
  number: index + 1,
  about,
  claims,
}))
