import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function logged(about: object): Record<string, unknown> {
  const lines: string[] = []
  createLog('info', { write: (line) => void lines.push(line) }).info(about, 'it happened')
  return JSON.parse(lines.join(''))
}

test.each(['error', 'err'])(
  'an error logged as %s says what went wrong, where, and because of what',
  (name) => {
    const cause = new Error('the disk is full')
    const said = logged({ [name]: new Error('nothing was kept', { cause }) })[name]
    expect(said).toMatchObject({ message: expect.stringContaining('nothing was kept') })
    expect(JSON.stringify(said)).toContain('the disk is full')
    expect(JSON.stringify(said)).toContain('log.test.ts')
  },
)

test('no secret reaches a line', () => {
  const line = JSON.stringify(
    logged({ token: 'hush', headers: { authorization: 'Bearer hush' }, error: { password: 'hush' } }),
  )
  expect(line).not.toContain('hush')
})

test('nor does one that an error or a stranger brings along, at whatever depth', () => {
  const { error } = logged({
    error: Object.assign(new Error('refused: Authorization: Bearer hush-hush-hush'), {
      request: { options: { headers: { authorization: 'DPoP hush-hush-hush' } } },
    }),
  })
  expect(JSON.stringify(error)).toContain('refused: Authorization: Bearer [hidden]')
  expect(JSON.stringify(error)).not.toContain('hush')
})

test('a secret of this house is taken out of every line', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) }, ['herring & "gull"', null])
  log.warn({ answer: { said: 'no to herring & "gull"' } }, 'asked with herring%20%26%20%22gull%22')
  expect(JSON.parse(lines.join(''))).toMatchObject({
    answer: { said: 'no to [hidden]' },
    msg: 'asked with [hidden]',
  })
})
