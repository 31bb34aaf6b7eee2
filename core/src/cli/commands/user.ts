import { text } from 'node:stream/consumers'
import { createUser } from '../../auth/accounts.ts'
import { type Arguments, requiredFlag, UsageError } from '../arguments.ts'
import { withApp } from '../with-app.ts'

/** The password comes by environment or standard input, never as an argument that other users of the machine can see. */
async function readPassword(): Promise<string> {
  const password = process.env.BEZEL_USER_PASSWORD ?? (await text(process.stdin)).trim()
  if (password.length < 12)
    throw new UsageError('The password must have at least 12 characters. Pipe it to standard input.')
  return password
}

/** `bezel user create --email E --name N --role R` */
export async function run(args: Arguments): Promise<void> {
  if (args.positional[0] !== 'create')
    throw new UsageError('Say what to do: bezel user create --email E --name N --role R')
  const email = requiredFlag(args, 'email')
  const name = args.flags.get('name')
  const role = args.flags.get('role')
  const password = await readPassword()
  await withApp(async ({ database, kernel }) => {
    const id = kernel.environment.newId()
    const user = {
      id,
      email,
      password,
      name: typeof name === 'string' ? name : email,
      role: typeof role === 'string' ? role : 'owner',
    }
    if (!(await createUser(database, user)))
      throw new UsageError(`The address ${email} is taken, or there is no role "${user.role}".`)
    process.stdout.write(args.json ? `${JSON.stringify({ id, email })}\n` : `Created ${email}.\n`)
  })
}
