### Pictures of playbooks.

picture-else = otherwise
picture-smaller = At the scale asked for the picture would be too large; it was painted at a scale of { $scale }. An SVG has no such limit.
picture-unseen = No font here has { $letters }, which became boxes. Install one that does, fonts-noto-cjk for Chinese, or export as SVG.
