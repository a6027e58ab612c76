import { expect, test } from 'vitest'
import { atOnce, inTurns, type Steps } from './turns.ts'

function* counting(to: number, msEach: number): Steps<number> {
  for (let i = 0; i < to; i++) {
    const end = performance.now() + msEach
    while (performance.now() < end);
    yield
  }
  return to
}

test('others have their turn while something long is reckoned, and the answer is the same', async () => {
  let turns = 0
  const other = setInterval(() => turns++, 1)
  expect(await inTurns(counting(60, 2))).toBe(60)
  clearInterval(other)
  expect(turns).toBeGreaterThan(3)
  expect(atOnce(counting(60, 0))).toBe(60)
})
