### Pictures of playbooks.

picture-else = otherwise
