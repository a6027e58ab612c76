/** What each part of the API is for, in the order of the loop. A route whose tag is not here does not lint. */
export const tags: Record<string, string> = {
  People: 'Setup, signing in, oneself and one’s sessions.',
  Workspace: 'The workspace, its members, and who changed what.',
  'API keys': 'Keys for programs, bound to a workspace and a role.',
  Channels: 'Networks, and the accounts that are joined to the workspace.',
  Strategy: 'What the brand wants and how, its history, its reviews, and links to share it.',
  Personas: 'Whom the brand speaks to, fact by fact with evidence.',
  Presence: 'The audit of our presence: the inventory of accounts, and who passes themselves off as us.',
  Competitors: 'Others who speak to the same people: their public numbers, notes, and us beside them.',
  Budget: 'What is planned and spent, in which currencies, and where it goes; how the audience is to earn.',
  Contractors: 'Work for people from outside, from the brief to the acceptance.',
  Team: 'Who is responsible, approves, is consulted or informed for each kind of work.',
  'Channel choice': 'Which networks fit whom, by what is known of their audiences and by trial.',
  Goals: 'What is to be reached, by when, and how it stands.',
  'Content plan': 'The mix, how often each channel publishes, and the posts that are planned.',
  Advice: 'What the strategy says to a post before it goes out, and how the brand speaks.',
  Compliance:
    'What the rules of where the readers are say to a post: packs with sources, overrides, and what was found.',
  Campaigns: 'Posts that belong together.',
  Posts: 'What a person wrote, with a variant for each channel.',
  Approval: 'Who must say yes to a post before it goes out, what waits for whom, and what was said.',
  Tasks: 'What is to be done, by whom and until when, for posts and for itself.',
  Bulk: 'Many posts at once: tables that are brought, series, feeds, templates and exports.',
  Media: 'Pictures and films, kept once and converted to what each network takes.',
  Calendar: 'What stands when.',
  Slots: 'The weekly times at which a channel publishes.',
  Deliveries: 'Posts on their way to a channel, with every attempt.',
  Publications: 'What is out there, ours and native.',
  Notifications: 'What needs a person.',
  Hooks: 'Signed webhooks that tell another program of our events.',
  Numbers: 'Metrics of posts, channels and the workspace.',
  Live: 'What changes, as it changes.',
  Agents: 'The same for AI agents, by the Model Context Protocol.',
  System: 'The program itself.',
}

/** Modules write their tag as a word in a sentence; here it is a heading. */
export const tagOf = (tag: string): string => tag.charAt(0).toUpperCase() + tag.slice(1)
