import { route } from '../../../app/route.ts'
import { BrandBody, BrandKit } from './contract.ts'
import { changeBrand, readBrand } from './service.ts'

export const brandRoutes = [
  route(
    'GET /brand-kit',
    {
      may: 'workspace.read',
      tag: 'media',
      summary: 'How the brand looks: its logos, colours and fonts',
      answer: BrandKit,
    },
    ({ ctx, actor }) => readBrand(ctx, actor),
  ),
  route(
    'PUT /brand-kit',
    {
      may: 'plan.manage',
      tag: 'media',
      summary: 'Say how the brand looks; the version as it was read',
      body: BrandBody,
      answer: BrandKit,
    },
    ({ ctx, actor, body }) => changeBrand(ctx, actor, body),
  ),
]
