// The type of an icon component. Icons are imported one by one from `@lucide/svelte/icons/…`, so
// that only those in use reach the bundle; size and stroke come from base.css. They are pictures without
// properties (the build makes static markup of them), and always hidden from screen readers: what they
// stand for is said by the element around them.
import type { Component } from 'svelte';

export type IconType = Component<{ 'aria-hidden'?: 'true' }>;
