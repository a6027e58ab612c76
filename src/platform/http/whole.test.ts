import { describe, expect, test } from 'vitest'
import { type Head, wholeResponse } from './whole.ts'

const head: Head = {
  url: 'https://example.org/a',
  status: 200,
  statusText: 'OK',
  headers: { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] },
  method: 'GET',
}
const headers: [string, string][] = [
  ['content-type', 'application/json'],
  ['set-cookie', 'a=1'],
  ['set-cookie', 'b=2'],
]

type Look = (response: Response) => unknown

const looks: Record<string, Look> = {
  'what it is': (r) => [r instanceof Response, r.ok, r.status, r.statusText, r.redirected, r.type],
  headers: (r) => [...r.headers],
  text: (r) => r.text(),
  json: (r) => r.json(),
  bytes: (r) => r.bytes(),
  'array buffer': async (r) => new Uint8Array(await r.arrayBuffer()),
  blob: async (r) => [(await r.clone().blob()).type, await (await r.blob()).text()],
  'a form': (r) => r.formData(),
  stream: async (r) => r.body && new Uint8Array(await new Response(r.body).arrayBuffer()),
  'a clone beside it': async (r) => {
    const copy = r.clone()
    return [await r.text(), await copy.text(), copy.status, [...copy.headers]]
  },
  'used when read': async (r) => [r.bodyUsed, await r.text(), r.bodyUsed],
  'used when its stream is read': async (r) => [await r.body?.getReader().read(), r.bodyUsed],
  'text twice': async (r) => [await r.text(), await r.text()],
  'text and then a blob': async (r) => [await r.text(), await r.blob()],
  'text and then a clone': async (r) => [await r.text(), r.clone()],
  'text of a stream that somebody holds': async (r) => [
    r.body?.getReader().closed instanceof Promise,
    await r.text(),
  ],
}

const bodies: Record<string, Buffer<ArrayBuffer> | null> = {
  'an object': Buffer.from('{"ok":"дa"}'),
  'a mark of byte order': Buffer.from('\ufeff{"ok":1}'),
  'no UTF-8': Buffer.from([0x22, 0xff, 0xc3, 0x22]),
  'half an object': Buffer.from('{"ok"'),
  nothing: null,
}

/** What a look gave, or the kind of its error. */
const outcome = async (look: Look, response: Response): Promise<unknown> => {
  try {
    return await look(response)
  } catch (error) {
    return error instanceof Error ? error.constructor.name : error
  }
}

describe.for(Object.entries(bodies))('of %s, it gives what fetch gives', ([, bytes]) => {
  test.for(Object.entries(looks))('%s', async ([, look]) => {
    const own = new Response(bytes, { status: 200, statusText: 'OK', headers })
    expect(await outcome(look, wholeResponse(head, bytes))).toEqual(await outcome(look, own))
  })
})

test('a header and a status that are not Latin-1 do not spoil the answer', () => {
  const strange = wholeResponse({ ...head, statusText: 'Ōк', headers: { server: 'б1' } }, null)
  expect([strange.statusText, strange.headers.get('server')]).toEqual(['??', '?1'])
})
