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
