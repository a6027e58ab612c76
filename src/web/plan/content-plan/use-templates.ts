import { useQuery } from '@tanstack/react-query'
import { useLocale } from 'use-intl'
import {
  BuiltInList,
  Proposal,
  type ProposalBody,
  Template,
  TemplateFile,
  TemplateList,
  type TemplateSummary,
} from '../../../modules/plan/plan-templates/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export const useTemplates = () =>
  useQuery(ask({ topic: 'plan', path: '/plan-templates', schema: TemplateList }))

export function useBuiltIns() {
  const language = useLocale()
  return useQuery(
    ask({
      topic: 'workspace',
      path: '/plan-templates/built-in',
      query: { language },
      schema: BuiltInList,
      fresh: Number.POSITIVE_INFINITY,
    }),
  )
}

export const useTemplate = (id: string) =>
  useQuery(ask({ topic: 'plan', path: path`/plan-templates/${id}`, schema: Template }))

/** What the plan would be; asked anew when a channel is told otherwise. */
export function useProposal({ content, channels }: ProposalBody) {
  return useQuery({
    queryKey: ['plan-proposal', content, channels ?? null],
    queryFn: () => api.post('/plan-templates/proposal', { body: { content, channels }, schema: Proposal }),
    placeholderData: (before) => before,
    staleTime: 0,
    retry: false,
  })
}

const touches = ['plan'] as const

/** Removed it can be had back: what it held is kept for the undo. */
export function useRemoveTemplate() {
  const t = useWords('plan')
  const again = useWrite(
    (file: TemplateFile) => api.post('/plan-templates/import', { body: file, schema: Template }),
    { touches },
  )
  return useWrite(
    async ({ id }: TemplateSummary) => {
      const file = await api.get(path`/plan-templates/${id}/file`, { schema: TemplateFile })
      await api.delete(path`/plan-templates/${id}`)
      return file
    },
    { touches, onSuccess: (file) => toast(t('templates.removed'), { undo: () => again.mutate(file) }) },
  )
}

export function useRenewTemplate() {
  const t = useWords('plan')
  return useWrite(
    ({ id }: TemplateSummary) =>
      api.patch(path`/plan-templates/${id}`, { body: { renew: true }, schema: Template }),
    { touches, onSuccess: ({ name }) => toast(t('templates.renewed', { name })) },
  )
}
