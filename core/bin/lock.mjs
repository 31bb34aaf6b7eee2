import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { say } from './say.mjs'

/**
 * Runs `work` while no other process installs or builds the same project. A lock left by a
 * process that no longer lives is taken over.
 */
export async function withLock(project, work) {
  const lock = join(project, 'node_modules/.bezel/lock')
  for (let told = false; !take(lock); told = true) {
    const holder = holderOf(lock)
    if (holder !== null && !isAlive(holder)) rmSync(lock, { recursive: true, force: true })
    else if (!told) say('Another Bezel process is installing or building; waiting for it.')
    await wait(200)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function take(lock) {
  mkdirSync(join(lock, '..'), { recursive: true })
  try {
    mkdirSync(lock)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(join(lock, 'pid'), String(process.pid))
  return true
}

/** Null in the instant between the lock's making and the writing of its holder's id. */
function holderOf(lock) {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8')) || null
  } catch {
    return null
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
