import { useQuery } from '@tanstack/react-query'
import { CampaignList } from '../../../modules/create/campaigns/contract.ts'
import { ask } from '../../api/query.ts'

/** Campaigns by name, for choosing one. */
export const useCampaigns = () =>
  useQuery(ask({ topic: 'campaigns', path: '/campaigns', schema: CampaignList, fresh: 60_000 })).data
    ?.items ?? []
