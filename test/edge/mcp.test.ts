import { fileURLToPath } from 'node:url'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Tool, toolsOf } from '../../src/app/edge/mcp/tools.ts'
import type { Role } from '../../src/app/rights.ts'
import { routes } from '../../src/house.ts'
import type { Server } from '../../src/platform/server/index.ts'
import { draftOf } from '../factories/draft.ts'
import { member, openDoor, program } from '../people/door.ts'
import { type Tenant, type World, world } from '../world.ts'

let w: World
let other: Tenant
let server: Server
let url: string
const open: Client[] = []

beforeAll(async () => {
  w = await world()
  other = await w.tenant()
  server = await openDoor(w)
  url = await server.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  for (const client of open) await client.close()
})

/** A real agent's client with a key of this role. */
async function agent(role: Role, tenant: Tenant = w): Promise<Client> {
  const headers = { authorization: `Bearer ${await tenant.key(role)}` }
  const transport = new StreamableHTTPClientTransport(new URL('/mcp', url), { requestInit: { headers } })
  return connected(transport)
}

async function connected(transport: Parameters<Client['connect']>[0]): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(transport)
  open.push(client)
  return client
}

const namesOf = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name)

async function call(client: Client, name: string, given: Record<string, unknown> = {}) {
  const { content, isError } = await client.callTool({ name, arguments: given })
  const [first] = content as { text: string }[]
  return { text: first?.text ?? '', isError: isError === true }
}

const post = (text: string) => ({ content: draftOf(text) })

describe('an agent is offered', () => {
  test('what its role may do, and nothing that would widen it', async () => {
    const editor = await namesOf(await agent('editor'))
    expect(editor).toEqual(
      expect.arrayContaining(['list_posts', 'create_post', 'schedule_post', 'get_numbers']),
    )
    const analyst = await namesOf(await agent('analyst'))
    expect(analyst).toContain('get_numbers')
    expect(analyst).not.toContain('create_post')
    const owner = await namesOf(await agent('owner'))
    expect(owner.filter((name) => /key|invitation|member|hook|session|join|leave/.test(name))).toEqual([
      'list_members',
    ])
  })

  test('no more than its key was given', async () => {
    const owner = await program(server, w, 'owner')
    const { body } = await owner('POST /keys', { name: 'Reader', role: 'owner', only: ['numbers.read'] })
    const names = async () => {
      const headers = { authorization: `Bearer ${body.secret}` }
      const transport = new StreamableHTTPClientTransport(new URL('/mcp', url), { requestInit: { headers } })
      return namesOf(await connected(transport))
    }
    // The door itself asks for the right to see the workspace.
    await expect(names()).rejects.toThrow()
    await w.ctx.db
      .updateTable('apiKeys')
      .set({ onlyRights: ['workspace.read', 'numbers.read'] })
      .where('id', '=', String(body.id))
      .execute()
    expect(await names()).toContain('get_numbers')
    expect(await names()).not.toContain('create_post')
  })

  test('names that models take, each once, with schemas that hold by themselves', () => {
    const tools = toolsOf(routes)
    const names = tools.map(({ name }) => name)
    expect(names.length).toBeGreaterThan(60)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z]+(_[a-z]+)+$/.test(name) || name.length > 64)).toEqual([])
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const broken = tools.filter(({ input }: Tool) => input.type !== 'object' || !ajv.validateSchema(input))
    expect(broken.map(({ name }) => name)).toEqual([])
    for (const { input } of tools) ajv.compile(input)
  })

  test('which of them only read, and which take away', async () => {
    const { tools } = await (await agent('owner')).listTools()
    const hints = (name: string) => tools.find((tool) => tool.name === name)?.annotations
    expect(hints('list_posts')).toMatchObject({ readOnlyHint: true, openWorldHint: false })
    expect(hints('delete_post')).toMatchObject({ readOnlyHint: false, destructiveHint: true })
  })
})

describe('an agent acts', () => {
  test('as its key: checked, written down, in its workspace alone', async () => {
    const editor = await agent('editor')
    const made = await call(editor, 'create_post', post('By an agent.'))
    expect(made.isError).toBe(false)
    const { id } = JSON.parse(made.text)
    const audited = await w.ctx.db
      .selectFrom('auditLog')
      .select(['actorKind', 'action', 'workspaceId'])
      .where('subjectId', '=', id)
      .execute()
    expect(audited).toEqual([{ actorKind: 'key', action: 'post.written', workspaceId: w.workspaceId }])
    expect((await call(editor, 'get_post', { id })).text).toContain('By an agent.')
    const stranger = await agent('owner', other)
    expect(await call(stranger, 'get_post', { id })).toMatchObject({ isError: true })
    expect(JSON.parse((await call(stranger, 'list_posts')).text).items).toEqual([])
  })

  test('with filters and pages, as everybody', async () => {
    const editor = await agent('editor')
    for (const text of ['One', 'Two']) await call(editor, 'create_post', post(text))
    const page = JSON.parse((await call(editor, 'list_posts', { stage: ['draft'], limit: 1 })).text)
    expect(page.items).toHaveLength(1)
    const next = JSON.parse((await call(editor, 'list_posts', { limit: 1, cursor: page.next })).text)
    expect(next.items[0].id).not.toBe(page.items[0].id)
    expect(JSON.parse((await call(editor, 'list_posts', { stage: ['scheduled'] })).text).items).toEqual([])
  })

  test('and is told in a sentence what is wrong', async () => {
    const editor = await agent('editor')
    const wrong = await call(editor, 'create_post', { content: draftOf('x'), category: 'red' })
    expect(wrong.isError).toBe(true)
    expect(wrong.text).toMatch(/^Some fields are not right.*\(edge\.wrong_fields\)\ncategory: /)
    // An id of dots would be another address by the time that it is asked.
    for (const id of ['../members', '..', '.', '%2e%2e', ''])
      expect(await call(editor, 'restore_post', { id }), id).toEqual({
        text: 'There is no such thing here. (edge.missing)',
        isError: true,
      })
    expect((await call(await agent('analyst'), 'create_post', post('No.'))).text).toContain(
      'There is no tool',
    )
  })
})

describe('the door', () => {
  const ask = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  const accept = { accept: 'application/json, text/event-stream' }

  test('lets nobody in without a key, and no browser', async () => {
    const response = await fetch(new URL('/mcp', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...accept },
      body: JSON.stringify(ask),
    })
    expect(response.status).toBe(401)
    const person = await member(w, server, w, 'owner')
    const refused = await person('POST http://localhost/mcp' as 'POST /mcp', ask, accept)
    expect(refused).toMatchObject({ status: 403, body: { code: 'edge.key_only' } })
  })

  test('speaks the protocol of 2025 too, and has no sessions', async () => {
    const key = await program(server, w, 'analyst')
    const hello = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'old', version: '1' } },
    }
    const { status, body } = await key('POST http://localhost/mcp' as 'POST /mcp', hello, accept)
    expect(status).toBe(200)
    expect(JSON.stringify(body)).toContain('Nothing here is a trial')
    expect(JSON.stringify(body)).toContain('without an offset')
    expect((await server.inject({ url: '/mcp' })).statusCode).toBe(405)
  })
})

describe('over standard input and output', () => {
  const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
  const start = (key: string) =>
    new StdioClientTransport({
      command: process.execPath,
      args: [cli, 'mcp', '--url', url],
      env: { PATH: process.env.PATH ?? '', CARILLON_API_KEY: key },
      stderr: 'pipe',
    })

  test('the same tools do the same', async () => {
    const client = await connected(start(await w.key('editor')))
    expect(await namesOf(client)).toEqual(await namesOf(await agent('editor')))
    const { text } = await call(client, 'create_post', post('From the desk.'))
    expect(JSON.parse(text).content.parts[0].text).toBe('From the desk.')
  })

  test('a wrong key is told before anything is offered', async () => {
    const transport = start('crl_wrong')
    let said = ''
    transport.stderr?.on('data', (chunk) => {
      said += String(chunk)
    })
    await expect(connected(transport)).rejects.toThrow()
    expect(said).toContain('This API key is unknown, revoked or expired')
  })
})
