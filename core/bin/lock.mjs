import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { say } from './say.mjs'

/**
 * Runs `work` while no other process installs or builds the same project. The lock of a process
 * that no longer lives is taken over.
 */
export async function withLock(project, work) {
  const lock = join(project, 'node_modules/.bezel/lock')
  for (let told = false; !take(lock); told = true) {
    if (isAbandoned(lock)) rmSync(lock, { force: true })
    else if (!told) say('Another Bezel command is installing or building here; waiting for it.')
    await wait(100)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock) {
  mkdirSync(dirname(lock), { recursive: true })
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isAbandoned(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'))
    // Empty in the instant between its making and the writing of its holder, or when that one was killed then.
    return holder ? !isAlive(holder) : Date.now() - statSync(lock).mtimeMs > 5000
  } catch {
    return false
  }
}

function isAlive(pid) {
  // In a container every start may get the same id: a lock in our own name is an old one.
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
