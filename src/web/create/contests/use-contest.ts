import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import {
  CandidateList,
  Contest,
  ContestPage,
  ContestSetting,
  type PersonState,
  RulesText,
  type SignalName,
  TakerDetail,
  TakerPage,
  WinnerList,
} from '../../../modules/create/contests/contract.ts'
import { ConsentPage } from '../../../modules/people/consents/contract.ts'
import { api, path } from '../../api/client.ts'
import { ask, askPages, useWrite } from '../../api/query.ts'

export const touches = ['contests'] as const

export const useContests = () =>
  useInfiniteQuery(askPages({ topic: 'contests', path: '/contests', schema: ContestPage }))

export const useContest = (id: string) =>
  useQuery(ask({ topic: 'contests', path: path`/contests/${id}`, schema: Contest }))

export const askSetting = (id: string) =>
  ask({ topic: 'contests', also: ['plan'], path: path`/contests/${id}/setting`, schema: ContestSetting })

export const useRules = (id: string, language: string) =>
  useQuery(
    ask({ topic: 'contests', path: path`/contests/${id}/rules`, query: { language }, schema: RulesText }),
  )

export const useCandidates = (id: string, open: boolean) =>
  useQuery({
    ...ask({ topic: 'contests', path: path`/contests/${id}/candidates`, schema: CandidateList }),
    enabled: open,
  })

export const useTakers = (id: string, state: PersonState | undefined, q: string, signal?: SignalName) =>
  useInfiniteQuery(
    askPages({
      topic: 'contests',
      path: path`/contests/${id}/people`,
      // All that is shown is asked again when something changes: by few questions.
      query: { state, signal, q: q || undefined, limit: 100 },
      schema: TakerPage,
    }),
  )

export const useTaker = (id: string, personId: string) =>
  useQuery(ask({ topic: 'contests', path: path`/contests/${id}/people/${personId}`, schema: TakerDetail }))

export const useWinners = (id: string) =>
  useQuery(ask({ topic: 'contests', path: path`/contests/${id}/winners`, schema: WinnerList }))

export const useConsents = (q: string) =>
  useInfiniteQuery(
    askPages({ topic: 'contests', path: '/consents', query: { q: q || undefined }, schema: ConsentPage }),
  )

/** A step of a contest: what is there afterwards is asked again. */
export const useStep = <In extends object>(id: string, step: string, onSuccess?: () => void) =>
  useWrite((body: In) => api.post(path`/contests/${id}/${step}`, { body, schema: Contest }), {
    touches,
    onSuccess,
  })
