// The papers that are printed from the window, by the names that stand in the address.
export const PAPERS = ['notice', 'seat-cards', 'agenda', 'sign-in', 'unit-lists'] as const
export type Paper = (typeof PAPERS)[number]

export const isPaper = (name: string): name is Paper => PAPERS.some(paper => paper === name)
