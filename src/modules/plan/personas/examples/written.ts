import type { FactField } from '../contract.ts'

export type WrittenPersona = {
  name: string
  portrait: string
  facts: Partial<Record<FactField, string>>
}

/** The words of the examples in one language. */
export type Written = { b2c: WrittenPersona; b2b: WrittenPersona }
