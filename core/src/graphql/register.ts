import type { FastifyInstance } from 'fastify'
import type { Kernel } from '../app/kernel.ts'
import type { Authenticate } from '../auth/authenticate.ts'
import type { Plugin } from '../plugin/plugin.ts'

export async function registerGraphql(_app: FastifyInstance, _kernel: Kernel, _plugins: Plugin[], _authenticate: Authenticate) {}
