// Which checkpoint a paper is about, and what its text says.
import type { CheckpointSeen } from '@/ipc/generated/CheckpointSeen'

/**
 * `of`: the place in the journal that it vouches for. Otherwise the first one after the session was sealed, which
 * covers the whole of it; without a seal the newest. `points` come newest first.
 */
export function pointOf(
  points: readonly CheckpointSeen[],
  of: string,
  sealedAt: number | undefined,
): CheckpointSeen | undefined {
  if (/^\d+$/.test(of)) return points.find(({ seq }) => String(seq) === of)
  return sealedAt === undefined ? points[0] : points.findLast(({ at }) => at >= sealedAt)
}

/** One field a line (`record.md` §5): name and format, house, station, then what was signed of them. */
export function namesIn({ text }: CheckpointSeen): { house: string; station: string } {
  const [, house = '', station = ''] = text.split('\n')
  return { house, station }
}
