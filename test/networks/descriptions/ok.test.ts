import { describe, expect, test } from 'vitest'
import { openContract } from '../contract.ts'
import { okDescription } from './ok.ts'

// The description is ours: what is right passes and what is wrong is found.

const common = { application_key: 'k', format: 'json', sig: 's', access_token: 't' }

function wrongs(body: Record<string, unknown>, answer?: unknown, path = '/fb.do'): string[] {
  const contract = openContract(okDescription)
  const query = new URLSearchParams()
  const operation = contract.request({ method: 'POST', path, query, body, form: true })
  if (operation && answer !== undefined) contract.answer(operation, 200, answer)
  return contract.violations
}

const post = (attachment: unknown, over: Record<string, unknown> = {}) => ({
  ...common,
  method: 'mediatopic.post',
  type: 'GROUP_THEME',
  gid: '1',
  attachment: JSON.stringify(attachment),
  ...over,
})
const words = { media: [{ type: 'text', text: 'bread' }], onBehalfOfGroup: 'true' }

describe('the description of OK', () => {
  test.each([
    ['a post and its number', post(words), '155013581046904'],
    ['a post that was not made', post(words), 0],
    ['a refusal', post(words), { error_code: 100, error_msg: 'PARAM', error_data: null }],
    ['groups as a list', { ...common, method: 'group.getInfo', uids: '1', fields: 'uid' }, [{ uid: '1' }]],
  ])('takes %s', (_, body, answer) => {
    expect(wrongs(body, answer)).toEqual([])
  })

  test.each([
    ['a method that it does not know', { ...common, method: 'mediatopic.pst' }, undefined],
    ['a misspelt field', post(words, { gids: '1' }), undefined],
    ['a call without its signature', { ...post(words), sig: undefined }, undefined],
    ['a truth that is no text', post({ ...words, onBehalfOfGroup: true }), undefined],
    ['a picture without its token', post({ media: [{ type: 'photo', list: [{}] }] }), undefined],
    ['a block with too much in it', post({ media: [{ type: 'text', text: 'a', url: 'b' }] }), undefined],
    ['an empty post', post({ media: [] }), undefined],
    ['an answer of another shape', post(words), { id: '1' }],
    ['a refusal without words', post(words), { error_code: 100 }],
  ])('finds %s', (_, body, answer) => {
    expect(wrongs(JSON.parse(JSON.stringify(body)), answer)).not.toEqual([])
  })
})
