import { type Tool, toolsOf } from '../src/app/edge/mcp/tools.ts'
import { routes } from '../src/house.ts'
import { table } from '../test/people/routes-table.ts'
import { photograph } from '../test/people/strangers.ts'
import { type Attack, each, type Tally } from './frame/attack.ts'
import type { Answer, Caller } from './frame/caller.ts'
import type { House } from './frame/house.ts'
import { strangersWords } from './frame/stranger.ts'

const speaks = { accept: 'application/json, text/event-stream' }
const tools = toolsOf(routes)

/** What an agent is made to do by whoever speaks through it: a text that it read, a prompt that it was given. */
const agents: Attack = {
  name: 'agents',
  async run(house, tally) {
    const before = JSON.stringify(await photograph(house.ctx, house.stranger.things))
    await foreignThings(house, tally)
    await otherAddresses(house, tally)
    await moreThanGiven(house, tally)
    await atTheDoor(house, tally)
    await oddMessages(house, tally)
    const after = JSON.stringify(await photograph(house.ctx, house.stranger.things))
    tally.check('nothing of theirs moved', before === after)
  },
}

type Said = { status: number; text: string; isError: boolean; ms: number }

/** Calls a tool as the door hears it, whether or not a client of the protocol would. */
async function use(program: Caller, name: unknown, given: unknown): Promise<Said> {
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } }
  return saidIn(await program('POST /mcp', call, speaks))
}

/** An answer comes as JSON or as one event that holds it. */
function saidIn({ status, text, ms }: Answer): Said {
  const json = /^data: (.*)$/m.exec(text)?.[1] ?? text
  const { result, error } = parsed(json)
  return {
    status,
    ms,
    text: result?.content?.[0]?.text ?? json,
    isError: status >= 400 || result?.isError === true || error !== undefined,
  }
}

type Message = { result?: { isError?: boolean; content?: { text: string }[] }; error?: object }
function parsed(json: string): Message {
  try {
    return JSON.parse(json) ?? {}
  } catch {
    return {}
  }
}

/** Words that take an id: those in the address, and those whose names say so. */
const idsOf = ({ route, input }: Tool): string[] => [
  ...new Set([
    ...[...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name),
    ...Object.keys((input.properties ?? {}) as object).filter((name) => /(^i|I)ds?$/.test(name)),
  ]),
]

const whole = (names: readonly string[], value: string) =>
  Object.fromEntries(names.map((name) => [name, /ds$/.test(name) ? [value] : value]))

/** The rest of a call that passes its contract, so that the thing itself is looked for. */
const rest = ({ route, wholeBody }: Tool): object => {
  const body = table[`${route.method} ${route.path}`]?.body
  return body === undefined ? {} : wholeBody ? { body } : body
}

async function foreignThings(house: House, tally: Tally): Promise<void> {
  const things = Object.entries(house.stranger.things)
  const tries = tools.flatMap((tool) =>
    idsOf(tool).length > 0 ? things.map(([thing, id]) => ({ tool, thing, id })) : [],
  )
  const looked = new Set<string>()
  await each(tries, 8, async ({ tool, thing, id }) => {
    const said = await use(house.program, tool.name, { ...rest(tool), ...whole(idsOf(tool), id) })
    if (!/wrong_fields/.test(said.text)) looked.add(tool.name)
    // A list that is filtered by what is not there may be empty; a thing that is not there has no answer.
    const held = said.status < 500 && !strangersWords.test(said.text) && (said.isError || tool.readOnly)
    tally.check(`${tool.name} with their ${thing}`, held, said)
  })
  // What is refused for its form shows nothing of who may see the thing.
  for (const { name, route } of tools)
    if (route.path.includes(':')) tally.check(`${name} looked for the thing`, looked.has(name))
  const own = await house.owner('POST posts', { content: { parts: [{ text: 'Ours', media: [] }] } })
  const seen = await use(house.program, 'get_post', { id: own.body.id })
  tally.check('control: what is ours is answered', !seen.isError && seen.text.includes('Ours'), seen)
}

const ways = [
  '..',
  '../members',
  '%2e%2e',
  '..%2f..%2fmetrics',
  '?x=1',
  '#',
  '\\..\\',
  'a/b',
  '\0',
  '\r\nx: y',
]

/** A text in the place of an id, that would make another address of it. */
async function otherAddresses(house: House, tally: Tally): Promise<void> {
  const tries = tools.flatMap((tool) =>
    tool.route.path.includes(':') ? ways.map((way) => ({ tool, way })) : [],
  )
  await each(tries, 8, async ({ tool, way }) => {
    const said = await use(house.program, tool.name, whole(idsOf(tool), way))
    const held = said.status < 500 && said.isError && /edge\.missing|wrong_fields/.test(said.text)
    tally.check(`${tool.name} at ${JSON.stringify(way)}`, held, said)
  })
}

/** Tools of the house that no agent has, and those that its key was not given. */
async function moreThanGiven(house: House, tally: Tally): Promise<void> {
  const refused = async (program: Caller, name: unknown, who: string) => {
    const said = await use(program, name, {})
    const held = said.status < 500 && said.isError && /no tool|nvalid/.test(said.text)
    tally.check(`${JSON.stringify(name)} for ${who}`, held, said)
  }
  const kept = [
    'create_key',
    'delete_key',
    'create_invitation',
    'change_member',
    'create_hook',
    'delete_session',
  ]
  const odd = [
    '',
    '__proto__',
    'constructor',
    'toString',
    'get_post\n',
    'GET /keys',
    null,
    7,
    {},
    ['get_post'],
  ]
  for (const name of [...kept, ...odd]) await refused(house.program, name, 'an owner')
  const { body } = await house.owner('POST keys', {
    name: 'Reader',
    role: 'owner',
    only: ['workspace.read'],
  })
  const reader = house.visitor({ authorization: `Bearer ${body.secret}` })
  for (const { name, right } of tools)
    if (right !== 'workspace.read') await refused(reader, name, 'who only reads')
  const may = await use(reader, 'list_posts', {})
  tally.check('control: who only reads does read', !may.isError, may)
}

async function atTheDoor(house: House, tally: Tally): Promise<void> {
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  const shut = async (what: string, answer: Promise<Answer>) => {
    const { status, text } = await answer
    tally.check(what, [401, 403, 404, 415, 422].includes(status) && !text.includes('inputSchema'), text)
  }
  const nobody = house.visitor()
  const json = { 'content-type': 'application/json', ...speaks }
  await shut('nobody', nobody('POST /mcp', list, speaks))
  await shut('a browser that is signed in', house.owner('POST /mcp', list, speaks))
  await shut(
    'a key in the address',
    nobody(`POST /mcp?key=${house.key}&access_token=${house.key}`, list, speaks),
  )
  await shut('a key in a cookie', nobody('POST /mcp', list, { ...speaks, cookie: `key=${house.key}` }))
  await shut(
    'a key by name and password',
    nobody('POST /mcp', list, { ...speaks, authorization: basic(house.key) }),
  )
  await shut(
    'a key of ours, in their workspace',
    house.program('POST /mcp', list, { ...speaks, 'carillon-workspace': house.stranger.workspaceId }),
  )
  await shut(
    'a form of a foreign page',
    house.owner('POST /mcp', JSON.stringify(list), {
      ...json,
      'content-type': 'text/plain',
      origin: 'https://evil.example',
    }),
  )
  const letIn = await house.program('POST /mcp', list, speaks)
  tally.check('control: a key is let in', letIn.text.includes('inputSchema'), letIn.text)
}

const basic = (key: string): string => `Basic ${Buffer.from(`key:${key}`).toString('base64')}`

const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_posts', arguments: {} } }

/** What no client of the protocol sends. */
async function oddMessages(house: House, tally: Tally): Promise<void> {
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  const odd: Record<string, string> = {
    'no message': '',
    'half of one': '{"jsonrpc":"2.0","id":1,',
    nothing: 'null',
    'a number': '1',
    'an empty batch': '[]',
    'a batch of ten thousand': JSON.stringify(Array.from({ length: 10_000 }, (_, id) => ({ ...call, id }))),
    'a deep one': `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_posts","arguments":${deep}}}`,
    'a method that there is not': JSON.stringify({ ...call, method: 'tools/steal' }),
    'a method of every object': JSON.stringify({ ...call, method: 'constructor' }),
    'no arguments but a list': JSON.stringify({ ...call, params: { name: 'list_posts', arguments: [1] } }),
    'a prototype':
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_posts","arguments":{"__proto__":{"limit":1},"constructor":{"prototype":{"x":1}}}}}',
    'an id that is an object': JSON.stringify({ ...call, id: { toString: 1 } }),
    'an answer to nothing': JSON.stringify({ jsonrpc: '2.0', id: 9, result: {} }),
    'a word of eight megabytes': JSON.stringify({
      ...call,
      params: { name: 'list_posts', arguments: { search: 'a'.repeat(8e6) } },
    }),
  }
  for (const [what, body] of Object.entries(odd)) {
    const { status, ms, text } = await house.program('POST /mcp', body, speaks)
    tally.check(what, status < 500 && ms < 5000, `${status} in ${Math.round(ms)} ms: ${text.slice(0, 300)}`)
  }
  tally.check('nothing got a new property', ({} as { limit?: number }).limit === undefined)
  const fine = await use(house.program, 'list_posts', {})
  tally.check('control: a plain call is answered meanwhile', fine.status === 200 && !fine.isError, fine)
}

export const agentAttacks: readonly Attack[] = [agents]
