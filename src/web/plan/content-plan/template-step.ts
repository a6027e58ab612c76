import type { BuiltIn, TemplateFile, TemplateSummary } from '../../../modules/plan/plan-templates/contract.ts'

/** Where one is among the templates. */
export type Step =
  | { at: 'list' }
  | { at: 'begin'; template: Pick<BuiltIn, 'name' | 'about' | 'content'> }
  | { at: 'begin own'; template: TemplateSummary }
  | { at: 'keep' }
  | { at: 'rename'; template: TemplateSummary }
  | { at: 'bring'; file: TemplateFile }
