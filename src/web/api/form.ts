import { useCallback, useState } from 'react'
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type Path,
  type Resolver,
  type UseFormReturn,
  useForm,
} from 'react-hook-form'
import type { z } from 'zod'
import { ApiProblem } from './problem.ts'
import { type FieldFault, type FieldWords, useFieldWords, useProblemWords } from './words.ts'

type Contract<In extends FieldValues, Out> = z.ZodType<Out, In>

export type ContractForm<In extends FieldValues, Out> = UseFormReturn<In, unknown, Out & FieldValues> & {
  /** The sentence for one field, or nothing. */
  errorOf: (path: Path<In>) => string | undefined
  /** What is wrong with the whole, as a sentence; fields that the form does not have are told here too. */
  problem: string | null
  /** For `<form onSubmit>`: checks, runs, and puts what the server refuses at its fields. */
  submit: (run: (values: Out) => Promise<unknown>) => (event?: React.BaseSyntheticEvent) => Promise<void>
}

/** A form that checks with the contract's own schema and speaks the person's language. */
export function useContractForm<In extends FieldValues, Out>(
  schema: Contract<In, Out>,
  defaultValues: DefaultValues<In>,
): ContractForm<In, Out> {
  const fieldWords = useFieldWords()
  const problemWords = useProblemWords()
  const [problem, setProblem] = useState<string | null>(null)
  const form = useForm<In, unknown, Out & FieldValues>({
    defaultValues,
    resolver: resolveBy(schema),
    mode: 'onTouched',
  })
  const submit: ContractForm<In, Out>['submit'] = (run) =>
    form.handleSubmit(async (values) => {
      setProblem(null)
      try {
        await run(values as Out)
      } catch (error) {
        const rest = error instanceof ApiProblem ? placeFields(form, error, fieldWords) : null
        if (rest !== true) setProblem(rest ?? problemWords(error))
      }
    })
  const errorOf = useCallback(
    (path: Path<In>) => {
      const { error, isDirty } = form.getFieldState(path, form.formState)
      // Whoever only passes by an empty field, on the way to another button, has done nothing wrong, and what they reach
      // for must not move away under their finger.
      const isMeant = isDirty || form.formState.submitCount > 0
      return error && isMeant ? fieldWords(faultOf(error)) : undefined
    },
    [form, form.formState, fieldWords],
  )
  return { ...form, errorOf, problem, submit }
}

/** Puts what the server said at its fields. True: all have their place. A sentence: some have none. Null: it named none. */
function placeFields<In extends FieldValues>(
  form: Pick<UseFormReturn<In, unknown, FieldValues>, 'getValues' | 'setError' | 'setFocus'>,
  problem: ApiProblem,
  words: FieldWords,
): true | string | null {
  if (problem.fields.length === 0) return null
  const known = form.getValues()
  const [here, lost] = [true, false].map((has) =>
    problem.fields.filter(({ path }) => (path.split('.')[0] ?? '') in known === has),
  )
  for (const field of here ?? []) form.setError(field.path as Path<In>, errorOfFault(field))
  const first = here?.[0]
  if (first) form.setFocus(first.path as Path<In>)
  return lost && lost.length > 0 ? lost.map((field) => `${field.path}: ${words(field)}`).join(' ') : true
}

/** The form keeps the fault itself; `errorOf` has its words. */
const errorOfFault = ({ code, detail }: FieldFault) => ({ type: code, message: detail })
const faultOf = ({ type, message }: { type: string | number; message?: string }): FieldFault => ({
  code: String(type),
  detail: message ?? '',
})

type Issue = z.core.$ZodIssue

/** The same codes that the server uses for its own checks. */
export function codeOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'required' : 'wrong_type'
    case 'too_small':
      return issue.origin === 'string' ? (issue.minimum === 1 ? 'required' : 'too_short') : 'too_small'
    case 'too_big':
      return issue.origin === 'string' ? 'too_long' : 'too_big'
    case 'invalid_format':
      return `not_${issue.format}`
    case 'invalid_value':
      return 'not_allowed'
    case 'custom':
      return typeof issue.params?.code === 'string' ? issue.params.code : 'invalid'
    default:
      return 'invalid'
  }
}

const resolveBy =
  <In extends FieldValues, Out>(schema: Contract<In, Out>): Resolver<In, unknown, Out & FieldValues> =>
  (values) => {
    const found = schema.safeParse(values)
    if (found.success) return { values: found.data as Out & FieldValues, errors: {} }
    const errors: Record<string, unknown> = {}
    for (const issue of found.error.issues)
      put(errors, issue.path.map(String), errorOfFault({ code: codeOf(issue), detail: issue.message }))
    return { values: {}, errors: errors as FieldErrors<In> }
  }

/** The first thing wrong with a field is enough. */
function put(into: Record<string, unknown>, [first = 'root', ...rest]: string[], error: unknown): void {
  if (rest.length === 0) into[first] ??= error
  else {
    into[first] ??= {}
    put(into[first] as Record<string, unknown>, rest, error)
  }
}
