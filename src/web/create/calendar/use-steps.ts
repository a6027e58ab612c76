import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import {
  CopyAnswer,
  MovesAnswer,
  type MovesBody,
  Uncopied,
} from '../../../modules/create/calendar-moves/contract.ts'
import { api } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { ApiProblem } from '../../api/problem.ts'
import { renew } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { useFormats } from '../../kit/format.ts'
import { useLanguage } from '../../kit/language.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { did, put, type Step, take } from './history.ts'

const touched: ReadonlySet<string> = new Set(['posts', 'deliveries'])

/** Moves, and the way back and on again. Each step is judged anew by the server: what somebody else moved since stays. */
export function useSteps() {
  const t = useWords('calendar')
  const formats = useFormats()
  const words = useProblemWords()
  const client = useQueryClient()
  const { need } = useLanguage()
  const { id: workspace } = useWorkspace()

  const tell = useCallback(
    async (refused: MovesAnswer['refused']) => {
      const [first] = refused
      if (!first) return
      await need('problems')
      const { code, detail, facts } = first
      const why = words(new ApiProblem({ status: 409, code, detail, facts }))
      toast(t('stayed', { count: refused.length, why }), { tone: 'bad' })
    },
    [need, t, words],
  )

  const send = useCallback(
    async (moves: MovesBody['moves']) => {
      const answer = await api.post('/calendar/moves', { body: { moves }, schema: MovesAnswer })
      void renew(client, touched)
      await tell(answer.refused)
      const back = answer.moved.map(({ postId, to, back: at }) => ({ postId, from: to, to: at }))
      return { answer, back: back.length > 0 ? ({ kind: 'moves', moves: back } satisfies Step) : null }
    },
    [client, tell],
  )

  /** Runs a step; answers what would lead back from it. */
  const run = useCallback(
    async (step: Step): Promise<Step | null> => {
      if (step.kind === 'moves') return (await send(step.moves)).back
      if (step.kind === 'uncopy') {
        const { gone } = await api.post('/calendar/copies/undo', {
          ...{ body: { posts: step.posts }, schema: Uncopied },
        })
        void renew(client, touched)
        return gone > 0 ? { kind: 'copy', again: step.again } : null
      }
      const { items } = await api.post('/calendar/copies', { body: step.again, schema: CopyAnswer })
      void renew(client, touched)
      const posts = items.flatMap(({ postId, version }) => (postId ? [{ id: postId, version }] : []))
      return { kind: 'uncopy', posts, again: step.again }
    },
    [client, send],
  )

  const go = useCallback(
    async (way: 'back' | 'on', meant?: Step) => {
      const step = take(workspace, way, meant)
      if (!step) return
      try {
        const inverse = await run(step)
        if (!inverse) return
        put(workspace, way === 'back' ? 'on' : 'back', inverse)
        toast(t(way === 'back' ? 'undone' : 'redone'))
      } catch (error) {
        // The line broke: it can be tried again.
        put(workspace, way, step)
        toast(words(error), { tone: 'bad' })
      }
    },
    [run, t, words, workspace],
  )

  const move = useCallback(
    async (moves: MovesBody['moves']) => {
      try {
        const { answer, back } = await send(moves)
        if (!back) return
        did(workspace, back)
        const [first] = answer.moved
        const when = first?.to ? formats.moment(first.to) : ''
        const said =
          answer.moved.length > 1
            ? t('movedMany', { count: answer.moved.length })
            : when === ''
              ? t('unplaced')
              : t(first?.missing ? 'movedMissing' : 'moved', { when })
        toast(said, { undo: () => go('back', back) })
      } catch (error) {
        toast(words(error), { tone: 'bad' })
      }
    },
    [formats, go, send, t, words, workspace],
  )
  return { move, undo: () => void go('back'), redo: () => void go('on'), undoStep: go, workspace }
}
