import { access } from 'node:fs/promises'
import { join } from 'node:path'
import files from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendNowhere } from './problem.ts'

const forEver = 'public, max-age=31536000, immutable'

/** Serves the built screen. Files with a digest in their name never change; every other address of a person is the screen itself. */
export async function serveSite(server: FastifyInstance, folder: string | null): Promise<void> {
  const site = folder && (await isBuilt(folder)) ? folder : null
  if (site)
    await server.register(files, {
      root: site,
      index: 'index.html',
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        const named = path.startsWith(join(site, 'assets'))
        reply.header('cache-control', named ? forEver : 'no-cache')
      },
    })
  server.setNotFoundHandler((request, reply) =>
    site && isPage(request) ? sendPage(reply) : sendNowhere(request, reply),
  )
}

const sendPage = (reply: FastifyReply): FastifyReply =>
  reply.status(200).header('cache-control', 'no-cache').sendFile('index.html')

function isPage(request: FastifyRequest): boolean {
  const wanted = request.headers.accept?.includes('text/html') ?? false
  const reading = request.method === 'GET' || request.method === 'HEAD'
  return reading && wanted && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/')
}

const isBuilt = (folder: string): Promise<boolean> =>
  access(join(folder, 'index.html')).then(
    () => true,
    () => false,
  )
