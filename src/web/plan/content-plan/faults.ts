import type { FieldFault } from '../../api/words.ts'

type Issue = { path: PropertyKey[]; message: string; code?: string; params?: unknown }

/** By path, `pillars.0.name`; the first thing wrong with a field is enough. */
export function faultsOf(issues: readonly unknown[]): Record<string, FieldFault> {
  const found: Record<string, FieldFault> = {}
  for (const issue of issues as readonly Issue[]) {
    const { code } = (issue.params ?? {}) as { code?: string }
    found[issue.path.map(String).join('.')] ??= { code: code ?? 'required', detail: issue.message }
  }
  return found
}
