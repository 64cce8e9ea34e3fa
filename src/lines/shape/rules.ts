/** What stays as it is in a shape's text, besides what its rules name by their form. */
export interface ShapeRules {
  /** Words with digits (`K8S`) and numbers (`100`, `0x7bc8a` in small letters) that are kept; at most 16 characters, or 18 of a number of 64 bits. */
  readonly words: ReadonlySet<string>;
  /** Letters behind which a run is cut, when they are all of the letters at its front: `rank` of `rank0`. */
  readonly stems: ReadonlySet<string>;
  /** Letters before which a run of digits ends: `ms` of `500ms`; at most 16 characters. */
  readonly units: ReadonlySet<string>;
  /** One or two digits that stand for a number: none of the kept numbers. */
  readonly decimal: string;
  /** Numbers of at most 8 digits that stay as they are behind a text with one of these ends (see `leadEndOf`). */
  readonly led?: { readonly numbers: ReadonlySet<string>; readonly ends: ReadonlySet<string> } | undefined;
  /** Letters behind which a run is cut, whatever letters follow: `device` of `devicemlx5`; at most 8 characters. */
  readonly glued: readonly string[];
}
