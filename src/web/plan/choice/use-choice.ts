import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  Choice,
  type ChoiceSettingsBody,
  Figure,
  type FigureBody,
  type FigurePlace,
  Figures,
  FitAnswer,
} from '../../../modules/plan/choice/contract.ts'
import { PersonaList } from '../../../modules/plan/personas/contract.ts'
import { PilotList, PilotReading } from '../../../modules/plan/pilots/contract.ts'
import { api, path } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

export const useChoice = () =>
  useQuery(ask({ topic: 'choice', also: ['channels', 'plan', 'team'], path: '/choice', schema: Choice }))

export const usePersonaNames = () =>
  useQuery(ask({ topic: 'personas', path: '/personas', query: { limit: 100 }, schema: PersonaList }))

/** While another network is chosen, what was shown stays. */
export const useFit = (persona: string, chosen: readonly string[]) =>
  useQuery({
    ...ask({
      topic: 'choice',
      also: ['personas', 'plan', 'team'],
      path: '/choice/fit',
      query: { persona, chosen: chosen.join(',') },
      schema: FitAnswer,
    }),
    placeholderData: keepPreviousData,
  })

type Problem = (problem: ApiProblem) => void

/** What goes wrong is said where the form is: a note in the corner would lie over its buttons. */
export const useSaveSettings = (then: () => void, onProblem: Problem) => {
  const t = useWords('choice')
  return useWrite((body: ChoiceSettingsBody) => api.put('/choice', { body, schema: Choice }), {
    touches: ['choice'],
    onProblem: (problem) => {
      onProblem(problem)
      return true
    },
    onSuccess: () => {
      toast(t('settings.saved'))
      then()
    },
  })
}

export const useFigures = (network: string | undefined) =>
  useQuery(ask({ topic: 'choice', path: '/audience-figures', query: { network }, schema: Figures }))

const put = (body: FigureBody) => api.put('/audience-figures', { body, schema: Figure })
const restore = (place: FigurePlace, group = false) =>
  api.post('/audience-figures/restore', { body: { ...place, group } })

const bodyOf = (figure: Figure): FigureBody => {
  const { own: _own, reference: _reference, by: _by, at: _at, ...body } = figure
  return body
}
const spotOf = ({ network, country, measure, dimension, value }: FigurePlace): FigurePlace => ({
  ...{ network, country, measure, dimension, value },
})

/** Back to what held before, whether that was a figure of one's own or the reference. */
const back = (before: Figure | undefined, place: FigurePlace): Promise<void> =>
  (before?.own ? put(bodyOf(before)) : restore(spotOf(place))).then(() => {})

export function useSetFigure(before: Figure | undefined, then: () => void, onProblem: Problem) {
  const t = useWords('choice')
  return useWrite(put, {
    touches: ['choice'],
    onProblem: (problem) => {
      onProblem(problem)
      return true
    },
    onSuccess: (_, body) => {
      toast(t('figures.saved'), { undo: () => back(before, body) })
      then()
    },
  })
}

/** The figure of the reference does not go together with what is entered beside it. */
export const isOver = (problem: unknown): boolean =>
  problem instanceof ApiProblem && problem.code === 'choice.restored_over_whole'

/** Whoever asks looks for `isOver` and offers the whole group. */
export function useRestoreFigure() {
  const t = useWords('choice')
  return useWrite((figure: Figure) => restore(spotOf(figure)), {
    touches: ['choice'],
    onProblem: isOver,
    onSuccess: (_, figure) => toast(t('figures.restored'), { undo: () => back(figure, figure) }),
  })
}

/** The whole group of a figure; what was entered comes back by undo, what lowers a share first, so that none is refused. */
export function useRestoreGroup() {
  const t = useWords('choice')
  return useWrite(({ figure }: { figure: Figure; own: readonly Figure[] }) => restore(spotOf(figure), true), {
    touches: ['choice'],
    onSuccess: (_, { own }) =>
      toast(t('figures.groupRestored', { count: own.length }), {
        undo: async () => {
          const grows = ({ number, reference }: Figure) => (number ?? 0) - (reference?.number ?? 0)
          for (const one of [...own].sort((a, b) => grows(a) - grows(b))) await put(bodyOf(one))
        },
      }),
  })
}

export const usePilots = () =>
  useInfiniteQuery(askPages({ topic: 'pilots', path: '/pilots', schema: PilotList }))

export const usePilot = (id: string) =>
  useQuery(
    ask({ topic: 'pilots', also: ['numbers', 'posts'], path: path`/pilots/${id}`, schema: PilotReading }),
  )

/** Pauses, stops or goes on; each can be taken back by going on, or by pausing again. */
export function useHalt(id: string) {
  const t = useWords('choice')
  const run = (how: 'pause' | 'stop' | 'resume') =>
    api.post(path`/pilots/${id}/${how}`, { schema: PilotReading })
  return useWrite(run, {
    touches: ['pilots'],
    onSuccess: (_, how) =>
      toast(t(`pilot.done.${how}`), how === 'resume' ? {} : { undo: () => run('resume').then(() => {}) }),
  })
}
