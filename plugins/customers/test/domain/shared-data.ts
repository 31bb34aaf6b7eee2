import { existsSync, readFileSync } from 'node:fs'

/** Where the shared contact data is. */
export const contactFolder = new URL('../../../../../shared/data/contacts/', import.meta.url)

/** What to pass as a test's `skip`: false where the shared contact data is present, else why the test is skipped. */
export const withoutData: string | false = existsSync(contactFolder) ? false : 'needs ../shared/data/contacts'

/** A file of the shared contact data. */
export const contactFile = (path: string) => readFileSync(new URL(path, contactFolder))

/** The same as text. */
export const contactData = (path: string) => contactFile(path).toString('utf8')
