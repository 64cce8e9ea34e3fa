/** What a thread does. */
export interface ThreadWork<Piece, Result, Rest = never> {
  /** Does one piece. */
  piece(piece: Piece): Promise<Result>;
  /** What it kept to itself, once no piece is left; undefined for nothing. */
  rest?(): Rest | undefined;
}
