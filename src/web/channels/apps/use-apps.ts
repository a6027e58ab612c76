import { useQuery } from '@tanstack/react-query'
import { AppList, type NetworkApp } from '../../../modules/channels/apps/contract.ts'
import { ask } from '../../api/query.ts'

export type { NetworkApp }

/** Apps that the workspace may sign in with, and the address that each must know. */
export const useApps = () => useQuery(ask({ topic: 'channels', path: '/apps', schema: AppList }))
