import { expect, test } from 'vitest'
import type { Context } from '../../../app/context.ts'
import { begun, stopAnswers } from './under-way.ts'

test('a stop ends the answers that are coming, also one that begins just then, and none of another house', () => {
  const [ctx, other] = [{} as Context, {} as Context]
  const [ended, coming, late, elsewhere] = Array.from({ length: 4 }, () => new AbortController())
  if (!ended || !coming || !late || !elsewhere) throw new Error('There are four')
  begun(ctx, ended)()
  begun(ctx, coming)
  begun(other, elsewhere)
  stopAnswers(ctx)
  begun(ctx, late)
  expect([ended, coming, late, elsewhere].map(({ signal }) => signal.aborted)).toEqual([
    false,
    true,
    true,
    false,
  ])
})
