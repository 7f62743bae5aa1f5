### Pictures of playbooks.

picture-else = otherwise
picture-unseen = No font here has { $letters }, which became boxes. Install one that does, fonts-noto-cjk for Chinese, or export as SVG.
